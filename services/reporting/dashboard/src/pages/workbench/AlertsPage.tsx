import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useRead } from "../../api/useRead.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Loaded } from "../../kit/Loaded.tsx";
import { RestsOn } from "../../kit/RestsOn.tsx";
import { NotYours } from "../../kit/say/NotYours.tsx";
import { Telling } from "../../kit/say/Told.tsx";
import { alertsTexts } from "../../texts/en/workbenchAlerts.ts";
import { AlertItem } from "./alerts/AlertItem.tsx";
import { Choose } from "./parts/Choose.tsx";
import { NoMoney } from "./parts/NoMoney.tsx";
import { onAll } from "./parts/rests.ts";
import { OwnerChoice } from "./parts/OwnerChoice.tsx";
import styles from "./parts/Page.module.css";
import { Paging } from "./parts/Paging.tsx";
import { type AlertShow, alertShows } from "./search.ts";

const texts = alertsTexts;
const route = getRouteApi("/alerts");

/** What is asked of the API for a choice: what still stands of those told, or all of a state. */
const queryOf = (show: AlertShow) => {
  if (show === "standing") return { standing: "true" } as const;
  return show === "all" ? {} : { state: show };
};

/** The page at `/alerts`: what has changed about clients, why, and what was not told. */
export const AlertsPage = () => {
  const { owner, show = "standing", cursor } = route.useSearch();
  const navigate = useNavigate({ from: "/alerts" });
  const go = (changed: Record<string, string | undefined>) =>
    void navigate({ search: (before) => ({ ...before, cursor: undefined, ...changed }) as typeof before });
  const query = useRead("GET /v1/alerts", { query: { ...queryOf(show), owner, cursor, limit: 50 } });
  return (
    <Telling>
      <div className={styles.page}>
        <h1>{texts.title}</h1>
        <p className={styles.lead}>{texts.lead(query.data?.budget ?? 5)}</p>
        <form className={styles.filters} onSubmit={(event) => event.preventDefault()}>
          <Choose
            label={texts.show}
            value={show}
            options={alertShows.map((value) => ({ value, text: texts.shows[value] }))}
            onChoose={(value) => go({ show: value === "standing" ? undefined : value })}
          />
          <OwnerChoice owner={owner} onChoose={(value) => go({ owner: value })} />
        </form>
        <Loaded query={query} lines={30}>
          {(answer) => (
            <div className={styles.page}>
              <NoMoney />
              <NotYours kinds={["snooze"]} />
              <p className={styles.count} role="status">
                {texts.totals(answer.told, answer.overBudget, answer.snoozed)}
              </p>
              {answer.items.length === 0 && <EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>}
              <RestsOn kinds={onAll}>
                <ol className={`${styles.plain} ${styles.page}`}>
                  {answer.items.map((alert) => (
                    <AlertItem key={`${alert.id} ${alert.week}`} alert={alert} currency={answer.currency} />
                  ))}
                </ol>
              </RestsOn>
              <Paging cursor={cursor} next={answer.nextCursor} />
            </div>
          )}
        </Loaded>
      </div>
    </Telling>
  );
};
