import type { ReconciliationAnswer } from "@rapport/contracts/http/economics/Reconciliation";
import { getRouteApi } from "@tanstack/react-router";
import { useId } from "react";
import { useSession } from "../../api/useSession.ts";
import { useRead } from "../../api/useRead.ts";
import { dayText, momentText } from "../../format/days.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Loaded } from "../../kit/Loaded.tsx";
import { useWhen } from "../../shell/useWhen.ts";
import { reconcileTexts as texts } from "../../texts/en/reconcile.ts";
import styles from "./parts/Page.module.css";
import { DocumentsCard } from "./reconcile/DocumentsCard.tsx";
import { LinesCard } from "./reconcile/LinesCard.tsx";
import { lineKey, verdictOf } from "./reconcile/lines.ts";
import { lastFullMonth, monthAfter, monthText } from "./reconcile/months.ts";
import { PartiesCard } from "./reconcile/PartiesCard.tsx";
import own from "./reconcile/Reconcile.module.css";

const route = getRouteApi("/reconcile");

const MonthControl = ({ month }: { readonly month: string }) => {
  const id = useId();
  const navigate = route.useNavigate();
  const show = (chosen: string) => {
    if (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(chosen))
      void navigate({ search: (before) => ({ ...before, month: chosen }), replace: true });
  };
  return (
    <div className={styles.controls}>
      <button type="button" aria-label={texts.earlier} onClick={() => show(monthAfter(month, -1))}>
        ‹
      </button>
      <span className={styles.field}>
        <label htmlFor={id}>{texts.month}</label>
        <input id={id} type="month" value={month} onChange={(event) => show(event.target.value)} />
      </span>
      <button type="button" aria-label={texts.later} onClick={() => show(monthAfter(month, 1))}>
        ›
      </button>
    </div>
  );
};

const Reconciled = ({ of }: { readonly of: ReconciliationAnswer }) => {
  const { line } = route.useSearch();
  if (of.lines.length === 0)
    return (
      <EmptyState title={texts.empty.title}>
        <p>{texts.empty.detail}</p>
      </EmptyState>
    );
  const verdict = verdictOf(of.lines);
  const shown = of.lines.find((one) => lineKey(one) === line);
  return (
    <>
      <p className={own.verdict} role="status">
        <strong className={verdict.isEven ? own.even : own.differs}>
          <span aria-hidden="true">{verdict.isEven ? "✓" : "≠"}</span> {verdict.text}
        </strong>{" "}
        {texts.until(monthText(of.month), dayText(of.until))}
      </p>
      {of.restatements.map(({ at, reason }) => (
        <p key={at}>
          <bdi>{texts.restated(momentText(at), reason)}</bdi>
        </p>
      ))}
      <div className={styles.cards}>
        <DocumentsCard of={of} />
        <LinesCard of={of} />
        {shown !== undefined && <PartiesCard line={shown} from={`${of.month}-01`} to={of.until} />}
      </div>
    </>
  );
};

/** The page at `/reconcile`: a month's books beside the control totals of the sources. */
export const ReconcilePage = () => {
  const { asOf } = useWhen();
  const search = route.useSearch();
  const month = search.month ?? lastFullMonth(asOf ?? new Date().toISOString().slice(0, 10));
  const query = useRead("GET /v1/reconcile", { query: { month } });
  const { may } = useSession();
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      {may("GET /v1/reconcile") && <MonthControl month={month} />}
      <Loaded query={query} lines={14}>
        {(of) => <Reconciled of={of} />}
      </Loaded>
    </>
  );
};
