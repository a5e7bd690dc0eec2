import type { HistoryItem } from "@rapport/contracts/http/words/History";
import { useReadPages } from "../../../api/useReadPages.ts";
import { dayText } from "../../../format/days.ts";
import { Card } from "../../../kit/Card.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { ErrorState } from "../../../kit/ErrorState.tsx";
import { SayButton } from "../../../kit/say/SayButton.tsx";
import { Telling } from "../../../kit/say/Told.tsx";
import { Skeleton } from "../../../kit/Skeleton.tsx";
import { clientHistoryTexts } from "../../../texts/en/clientTimeline.ts";
import page from "../ClientPage.module.css";

const texts = clientHistoryTexts;

const Item = ({ item, name }: { readonly item: HistoryItem; readonly name: string }) => (
  <li>
    <span className={page.muted}>
      {dayText(item.on)} · {item.type.replaceAll(/[._]/g, " ")} ·{" "}
      <bdi>{texts.by(item.by ?? texts.machine)}</bdi>
    </span>
    <p className={page.line}>
      <bdi>{item.undone === null ? item.text : <del>{item.text}</del>}</bdi>
    </p>
    {item.undone !== null && (
      <p className={`${page.line} ${page.muted}`}>
        <bdi>{texts.undone(item.undone.by, dayText(item.undone.on), item.undone.reason)}</bdi>
      </p>
    )}
    {item.machine !== null && (
      <p className={`${page.line} ${page.muted}`}>{texts.said(item.machine.evidence)}</p>
    )}
    {item.evidence.length > 0 && (
      <details className={page.muted}>
        <summary>{texts.figures}</summary>
        <dl className={page.facts}>
          {item.evidence.map(({ figure, value }) => (
            <div key={figure}>
              <dt>{figure}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    )}
    {item.wordId !== null && item.undone === null && (
      <SayButton
        kind="undo"
        about={{ wordId: item.wordId }}
        by={item.by}
        clientName={name}
        text={texts.undo}
        label={texts.undoOf(item.text)}
      />
    )}
  </li>
);

/** Everything that people said of the client, and its alerts; what was said can be taken back, and more be said. */
export const HistoryCard = ({ id }: { readonly id: string }) => {
  const query = useReadPages("GET /v1/clients/:id/history", { params: { id }, query: { limit: 20 } });
  const pages = query.data ?? [];
  const items = pages.flatMap((one) => one.items);
  const name = pages[0]?.client.name ?? id;
  return (
    <Card title={texts.title} note={texts.note}>
      <Telling>
        <p className={page.buttons}>
          <SayButton kind="verdict" about={{ client: id }} clientName={name} />
          <SayButton kind="decision" about={{ client: id }} clientName={name} />
          <SayButton kind="cause" about={{ client: id }} clientName={name} />
        </p>
        {query.isError && <ErrorState error={query.error} again={() => void query.refetch()} />}
        {query.isPending && <Skeleton lines={4} />}
        {query.isSuccess && items.length === 0 && (
          <EmptyState title={texts.none.title}>
            <p>{texts.none.detail}</p>
          </EmptyState>
        )}
        <ul className={page.list}>
          {items.map((item) => (
            <Item key={`${item.eventId} ${item.on}`} item={item} name={name} />
          ))}
        </ul>
        {query.hasNextPage && (
          <button
            type="button"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {texts.more}
          </button>
        )}
      </Telling>
    </Card>
  );
};
