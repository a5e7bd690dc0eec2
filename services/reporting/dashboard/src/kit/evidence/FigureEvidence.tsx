import type { EvidencePage } from "@rapport/contracts/http/economics/Evidence";
import { useReadPages } from "../../api/useReadPages.ts";
import { dayText } from "../../format/days.ts";
import { countText } from "../../format/figures.ts";
import { evidenceTexts as texts } from "../../texts/en/evidence.ts";
import { EmptyState } from "../EmptyState.tsx";
import { ErrorState } from "../ErrorState.tsx";
import { Skeleton } from "../Skeleton.tsx";
import { amountText } from "./amountText.ts";
import styles from "./Drawer.module.css";
import type { FigureEvidence as Figure } from "./evidenceKey.ts";
import { ItemRow } from "./ItemRow.tsx";
import { MadeOf } from "./MadeOf.tsx";
import { saidOfSum } from "./saidOfSum.ts";

const pageSize = 200;

const Head = ({
  figure,
  page,
  titleId,
}: {
  figure: Figure;
  page: EvidencePage | undefined;
  titleId: string;
}) => {
  const metric = texts.metrics[figure.metric];
  const client = texts.holder(figure.client) ?? page?.client.name ?? figure.client;
  return (
    <>
      <h2 id={titleId} className={styles.title}>
        {metric?.name ?? figure.metric} {texts.of} <bdi>{client}</bdi>
      </h2>
      <p className={styles.sub}>
        {dayText(page?.from ?? figure.from)} {texts.toDays} {dayText(page?.to ?? figure.to)}. {metric?.means}
      </p>
    </>
  );
};

const Items = ({ pages }: { readonly pages: ReadonlyArray<EvidencePage> }) => (
  <table className={styles.table}>
    <thead>
      <tr>
        <th scope="col">{texts.columns.day}</th>
        <th scope="col">{texts.columns.what}</th>
        <th scope="col" className={styles.amount}>
          {texts.columns.amount}
        </th>
      </tr>
    </thead>
    <tbody>
      {pages.flatMap(({ items, unit, currency }, page) =>
        items.map((item, n) => <ItemRow key={`${page} ${n}`} item={item} unit={unit} currency={currency} />),
      )}
    </tbody>
  </table>
);

/** A figure and the signed contributions that add to it, each with the document it comes from. */
export const FigureEvidence = ({
  figure,
  titleId,
}: {
  readonly figure: Figure;
  readonly titleId: string;
}) => {
  const { client, metric, from, to, state } = figure;
  const query = useReadPages("GET /v1/clients/:id/evidence", {
    params: { id: client },
    query: { metric, from, to, state, limit: pageSize },
  });
  const pages = query.data ?? [];
  const first = pages[0];
  const shown = pages.reduce((count, { items }) => count + items.length, 0);
  return (
    <>
      <Head figure={figure} page={first} titleId={titleId} />
      {query.isError && <ErrorState error={query.error} again={() => void query.refetch()} />}
      {query.isPending && <Skeleton lines={8} />}
      {first !== undefined && (
        <div aria-busy={query.isFetching}>
          {first.sum !== null && (
            <p className={styles.figure}>{amountText(first.sum, first.unit, first.currency)}</p>
          )}
          {first.unit === "own_minor" && <p className={styles.sub}>{texts.noRate}</p>}
          {first.restatements.length > 0 && (
            <p className={styles.sub}>
              {texts.restated(first.restatements.map(({ month }) => month).join(", "))}
            </p>
          )}
          {first.total === 0 ? (
            <EmptyState title={texts.empty.title}>
              <p>{texts.empty.detail}</p>
            </EmptyState>
          ) : (
            <>
              <MadeOf page={first} />
              <p className={styles.sums} role="status">
                {saidOfSum(pages)}
              </p>
              <Items pages={pages} />
            </>
          )}
          {query.hasNextPage && (
            <p>
              <button
                type="button"
                disabled={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {query.isFetchingNextPage
                  ? texts.loadingMore
                  : texts.more(countText(Math.min(pageSize, first.total - shown)))}
              </button>
            </p>
          )}
        </div>
      )}
    </>
  );
};
