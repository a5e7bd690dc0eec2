import type { LadderPage } from "@rapport/contracts/http/decisions/Ladder";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useRead } from "../../api/useRead.ts";
import { useSession } from "../../api/useSession.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Loaded } from "../../kit/Loaded.tsx";
import { RestsOn } from "../../kit/RestsOn.tsx";
import { Skeleton } from "../../kit/Skeleton.tsx";
import { workbenchTexts } from "../../texts/en/workbench.ts";
import { alertsTexts } from "../../texts/en/workbenchAlerts.ts";
import { workbenchClientTexts } from "../../texts/en/workbenchClient.ts";
import { maintenanceTexts } from "../../texts/en/workbenchMaintenance.ts";
import { signalsTexts } from "../../texts/en/workbenchSignals.ts";
import { countActions } from "./ladder/countActions.ts";
import { LadderItem } from "./ladder/LadderItem.tsx";
import { Choose } from "./parts/Choose.tsx";
import styles from "./parts/Page.module.css";
import { onAll } from "./parts/rests.ts";
import { Paging } from "./parts/Paging.tsx";
import { type LadderFilter, ladderFilters } from "./search.ts";

const texts = workbenchTexts.ladder;
const route = getRouteApi("/workbench");
const pageSize = 100;

const useFilters = () => {
  const navigate = useNavigate({ from: "/workbench" });
  const { owner, action, cursor, open } = route.useSearch();
  const go = (changed: Partial<Record<"owner" | "action" | "cursor" | "open", string | undefined>>) =>
    void navigate({
      search: (before) => ({ ...before, ...changed }) as typeof before,
      replace: "open" in changed,
      resetScroll: "cursor" in changed,
    });
  return { owner, action, cursor, open, go };
};
type Filters = ReturnType<typeof useFilters>;

const FilterBar = ({ page, filters }: { readonly page: LadderPage; readonly filters: Filters }) => {
  const counts = countActions(page.items);
  return (
    <form className={styles.filters} onSubmit={(event) => event.preventDefault()}>
      <Choose
        label={texts.owner}
        value={filters.owner ?? ""}
        options={[
          { value: "", text: texts.everybody },
          ...page.owners.map(({ owner, ownerName, clients }) => ({
            value: owner ?? "none",
            text: `${ownerName ?? workbenchTexts.nobody} (${clients})`,
          })),
        ]}
        onChoose={(owner) => filters.go({ owner: owner || undefined, cursor: undefined })}
      />
      <Choose<LadderFilter | "">
        label={texts.action}
        value={filters.action ?? ""}
        options={[
          { value: "", text: `${texts.all} (${page.items.length})` },
          ...ladderFilters.map((value) => ({
            value,
            text: `${workbenchTexts.actions[value]} (${counts.get(value) ?? 0})`,
          })),
        ]}
        onChoose={(action) => filters.go({ action: action || undefined })}
      />
    </form>
  );
};

const Rows = ({ page, filters }: { readonly page: LadderPage; readonly filters: Filters }) => {
  const { action, open, go } = filters;
  const rows = page.items.filter(({ recommendation }) => action === undefined || recommendation === action);
  if (page.total === 0 && filters.owner === undefined)
    return <EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>;
  return (
    <>
      <p className={styles.count} role="status">
        {action === undefined
          ? texts.clients(page.items.length, page.total)
          : texts.onPage(rows.length, page.items.length)}
      </p>
      {rows.length === 0 && (
        <EmptyState title={texts.emptyFiltered}>
          <button type="button" onClick={() => go({ action: undefined, owner: undefined })}>
            {texts.clear}
          </button>
        </EmptyState>
      )}
      <RestsOn kinds={onAll}>
        <ol className={`${styles.plain} ${styles.page}`}>
          {rows.map((row) => (
            <LadderItem
              key={row.id}
              row={row}
              span={page}
              currency={page.currency}
              open={open === row.id}
              onToggle={() => go({ open: open === row.id ? undefined : row.id })}
            />
          ))}
        </ol>
      </RestsOn>
      <Paging cursor={filters.cursor} next={page.nextCursor} />
    </>
  );
};

/** What somebody who may not see money finds here instead: what of it is no money. */
const WithoutMoney = () => (
  <EmptyState title={workbenchClientTexts.noMoneyTitle}>
    <p>{texts.noMoney}</p>
    <p className={styles.crumbs}>
      <Link to="/maintenance">{maintenanceTexts.title}</Link>
      <Link to="/signals">{signalsTexts.title}</Link>
      <Link to="/alerts">{alertsTexts.title}</Link>
    </p>
  </EmptyState>
);

const Ladder = () => {
  const filters = useFilters();
  const { owner, cursor } = filters;
  const query = useRead("GET /v1/ladder", { query: { limit: pageSize, owner, cursor } });
  return (
    <Loaded query={query} lines={30}>
      {(page) => (
        <div className={styles.page}>
          <FilterBar page={page} filters={filters} />
          <Rows page={page} filters={filters} />
        </div>
      )}
    </Loaded>
  );
};

const Body = () => {
  const { known, may } = useSession();
  if (!known) return <Skeleton lines={30} />;
  return may("GET /v1/ladder") ? <Ladder /> : <WithoutMoney />;
};

/** The page at `/workbench`: what could be done about each client, the most pressing first. */
export const WorkbenchPage = () => (
  <div className={styles.page}>
    <h1>{texts.title}</h1>
    <p className={styles.lead}>{texts.lead}</p>
    <Body />
  </div>
);
