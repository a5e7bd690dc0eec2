import type { MaintenanceAnswer } from "@rapport/contracts/http/decisions/Maintenance";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useRead } from "../../api/useRead.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Loaded } from "../../kit/Loaded.tsx";
import { RestsOn } from "../../kit/RestsOn.tsx";
import { ScrollTable } from "../../kit/table/ScrollTable.tsx";
import { workbenchTexts } from "../../texts/en/workbench.ts";
import { maintenanceTexts } from "../../texts/en/workbenchMaintenance.ts";
import { MaintenanceItem } from "./maintenance/MaintenanceItem.tsx";
import { isShown, markedFirst } from "./maintenance/rows.ts";
import { Choose } from "./parts/Choose.tsx";
import { NoMoney } from "./parts/NoMoney.tsx";
import { onAll } from "./parts/rests.ts";
import { usePaged } from "./parts/usePaged.ts";
import styles from "./parts/Page.module.css";
import { type MaintenanceShow, maintenanceShows } from "./search.ts";

const texts = maintenanceTexts;
const route = getRouteApi("/maintenance");

const useShown = () => {
  const { show = "all", open } = route.useSearch();
  const navigate = useNavigate({ from: "/maintenance" });
  const go = (changed: { readonly show?: MaintenanceShow | undefined; readonly open?: string | undefined }) =>
    void navigate({
      search: (before) => ({ ...before, ...changed }) as typeof before,
      replace: true,
      resetScroll: false,
    });
  return { show, open, go };
};

const Rows = ({
  answer,
  shown,
}: {
  readonly answer: MaintenanceAnswer;
  readonly shown: ReturnType<typeof useShown>;
}) => {
  const { show, open, go } = shown;
  const rows = markedFirst(answer.items.filter((row) => isShown(row, show)));
  const paged = usePaged(rows);
  const count = (one: MaintenanceShow) => answer.items.filter((row) => isShown(row, one)).length;
  if (answer.items.length === 0) return <EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>;
  return (
    <>
      <p className={styles.count}>
        {texts.totals(count("high"), count("over"), count("under"), count("ours"))}
      </p>
      {rows.length === 0 ? (
        <EmptyState title={texts.emptyShown} />
      ) : (
        <ScrollTable
          label={texts.title}
          heads={[
            { key: "client", text: texts.client },
            {
              key: "index",
              number: true,
              text: (
                <>
                  {texts.index}
                  <div>{texts.past}</div>
                </>
              ),
            },
            { key: "cause", text: texts.cause },
            { key: "service", text: texts.service },
            { key: "quarters", text: texts.quarters },
            { key: "ours", number: true, text: texts.ours },
            { key: "more", text: texts.more },
          ]}
        >
          {paged.rows.map((row) => (
            <MaintenanceItem
              key={row.id}
              row={row}
              currency={answer.currency}
              open={open === row.id}
              onToggle={() => go({ open: open === row.id ? undefined : row.id })}
            />
          ))}
        </ScrollTable>
      )}
      {paged.more !== null && (
        <p>
          <button type="button" onClick={paged.more}>
            {workbenchTexts.more(paged.rows.length, rows.length)}
          </button>
        </p>
      )}
    </>
  );
};

/** The page at `/maintenance`: who takes much for what they bring, and why. */
export const MaintenancePage = () => {
  const shown = useShown();
  const query = useRead("GET /v1/maintenance", {});
  return (
    <div className={styles.page}>
      <h1>{texts.title}</h1>
      <p className={styles.lead}>{texts.lead}</p>
      <form className={styles.filters} onSubmit={(event) => event.preventDefault()}>
        <Choose
          label={texts.show}
          value={shown.show}
          options={maintenanceShows.map((value) => ({ value, text: texts.shows[value] }))}
          onChoose={(show) => shown.go({ show: show === "all" ? undefined : show })}
        />
      </form>
      <Loaded query={query} lines={24}>
        {(answer) => (
          <RestsOn kinds={onAll}>
            <div className={styles.page}>
              <NoMoney />
              <Rows answer={answer} shown={shown} />
            </div>
          </RestsOn>
        )}
      </Loaded>
    </div>
  );
};
