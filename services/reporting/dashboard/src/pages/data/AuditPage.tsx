import type { AuditResult, AuditState } from "@rapport/contracts/http/data/Audit";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ApiProblem } from "../../api/ApiProblem.ts";
import { say } from "../../api/request.ts";
import { readOptions } from "../../api/useRead.ts";
import { useSession } from "../../api/useSession.ts";
import { momentText } from "../../format/days.ts";
import { durationText } from "../../format/duration.ts";
import { countText } from "../../format/figures.ts";
import { Card } from "../../kit/Card.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Loaded } from "../../kit/Loaded.tsx";
import { dataTexts } from "../../texts/en/data.ts";
import styles from "./Data.module.css";
import { Differences } from "./audit/Differences.tsx";

const texts = dataTexts.audit;
const lookAgainMs = 1_000;

const seconds = ({ startedAt, endedAt }: AuditResult): number =>
  Math.max(1, (Date.parse(endedAt) - Date.parse(startedAt)) / 1000);

const Result = ({ of }: { readonly of: AuditResult }) => {
  const { compared } = of;
  if (compared === null)
    return (
      <>
        <p className={styles.bad}>
          <span aria-hidden="true">!</span> {texts.failed}
        </p>
        <p>{of.failure}</p>
      </>
    );
  return (
    <>
      <p className={compared.agree ? styles.good : styles.bad}>
        <span aria-hidden="true">{compared.agree ? "✓" : "≠"}</span>{" "}
        {compared.agree ? texts.agree : texts.differ(compared.differences.length)}
      </p>
      {!compared.agree && <p>{texts.differHow}</p>}
      <dl className={styles.facts}>
        <dt>{texts.compared}</dt>
        <dd>{countText(compared.records)}</dd>
        <dt>{texts.ranges}</dt>
        <dd>{countText(compared.ranges)}</dd>
        <dt>{texts.ended}</dt>
        <dd>{momentText(of.endedAt)}</dd>
        <dt>{texts.took}</dt>
        <dd>{durationText(seconds(of))}</dd>
        <dt>{texts.state}</dt>
        <dd>
          <code>{compared.stateHash}</code>
          <p className={styles.note}>{texts.stateNote}</p>
        </dd>
      </dl>
    </>
  );
};

const Run = ({ state }: { readonly state: AuditState }) => {
  const queries = useQueryClient();
  const { may } = useSession();
  const run = useMutation<AuditState, ApiProblem>({
    mutationFn: () => say("POST /v1/audit", {}),
    onSuccess: (now) => queries.setQueryData(readOptions("GET /v1/audit", {}, {}).queryKey, now),
  });
  const mayRun = may("POST /v1/audit");
  return (
    <>
      <button
        type="button"
        className={styles.primary}
        disabled={!mayRun || run.isPending || state.runningSince !== null}
        title={mayRun ? undefined : dataTexts.notYours}
        onClick={() => run.mutate()}
      >
        {texts.run}
      </button>
      {run.error !== null && (
        <p role="alert" className={styles.problem}>
          {run.error.message}
        </p>
      )}
    </>
  );
};

const Shown = ({ state }: { readonly state: AuditState }) => (
  <div className={styles.cards}>
    <Card title={texts.last} actions={state.canRun ? <Run state={state} /> : undefined}>
      <div role="status">
        {state.runningSince !== null && <p>{texts.running(momentText(state.runningSince))}</p>}
        {state.last !== null && <Result of={state.last} />}
      </div>
      {state.last === null && state.runningSince === null && (
        <EmptyState title={texts.never}>
          <p>{state.canRun ? texts.neverHow : texts.cannot}</p>
        </EmptyState>
      )}
    </Card>
    {state.last !== null && state.last.compared !== null && !state.last.compared.agree && (
      <Differences of={state.last.compared.differences} />
    )}
  </div>
);

/** The page at `/data/audit`. It shows the present whatever day figures are looked at. */
export const AuditPage = () => {
  const query = useQuery({
    ...readOptions("GET /v1/audit", {}, {}),
    refetchInterval: ({ state }) => (state.data?.runningSince == null ? false : lookAgainMs),
  });
  return (
    <>
      <h1>{texts.title}</h1>
      <p className={styles.lead}>{texts.lead}</p>
      <Loaded query={query} lines={6}>
        {(state) => <Shown state={state} />}
      </Loaded>
    </>
  );
};
