import type { SignalsPage as Answer } from "@rapport/contracts/http/signals/Signals";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useRead } from "../../api/useRead.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Loaded } from "../../kit/Loaded.tsx";
import { Telling } from "../../kit/say/Told.tsx";
import { signalsTexts } from "../../texts/en/workbenchSignals.ts";
import { NoMoney } from "./parts/NoMoney.tsx";
import { OwnerChoice } from "./parts/OwnerChoice.tsx";
import styles from "./parts/Page.module.css";
import { Paging } from "./parts/Paging.tsx";
import { KindChoice } from "./signals/KindChoice.tsx";
import { SignalTable } from "./signals/SignalTable.tsx";
import { kindsByGroup, signalGroups } from "./signals/kinds.ts";

const texts = signalsTexts;
const route = getRouteApi("/signals");

const Groups = ({ answer }: { readonly answer: Answer }) => {
  const titles = new Map(answer.kinds.map(({ kind, title }) => [kind, title] as const));
  const groups = signalGroups
    .map((group) => ({
      group,
      kinds: kindsByGroup[group]
        .map((kind) => ({ kind, of: answer.items.filter((item) => item.kind === kind) }))
        .filter(({ of }) => of.length > 0),
    }))
    .filter(({ kinds }) => kinds.length > 0);
  if (groups.length === 0) return <EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>;
  return groups.map(({ group, kinds }) => (
    <section key={group} aria-label={texts.groups[group]} className={styles.page}>
      <h2 className={styles.head}>{texts.groups[group]}</h2>
      {kinds.map(({ kind, of }) => (
        <SignalTable key={kind} kind={kind} title={titles.get(kind) ?? kind} signals={of} />
      ))}
    </section>
  ));
};

/** The page at `/signals`: complaints and promises that wait, contact, boundaries, scope and what is ahead. */
export const SignalsPage = () => {
  const { owner, kind, cursor } = route.useSearch();
  const navigate = useNavigate({ from: "/signals" });
  const go = (changed: Record<string, string | undefined>) =>
    void navigate({ search: (before) => ({ ...before, cursor: undefined, ...changed }) as typeof before });
  const query = useRead("GET /v1/signals", { query: { owner, kind, cursor, limit: 300 } });
  // An answer without a kind counts them all: another one is asked for only beside a kind.
  const counted = useRead("GET /v1/signals", { query: { owner, limit: 1 } }, { enabled: kind !== undefined });
  const kinds = (kind === undefined ? query : counted).data?.kinds ?? [];
  return (
    <Telling>
      <div className={styles.page}>
        <h1>{texts.title}</h1>
        <p className={styles.lead}>{texts.lead}</p>
        <form className={styles.filters} onSubmit={(event) => event.preventDefault()}>
          <KindChoice kinds={kinds} kind={kind} onChoose={(value) => go({ kind: value })} />
          <OwnerChoice owner={owner} onChoose={(value) => go({ owner: value })} />
        </form>
        <Loaded query={query} lines={30}>
          {(answer) => (
            <div className={styles.page}>
              <NoMoney />
              <Groups answer={answer} />
              <Paging cursor={cursor} next={answer.nextCursor} />
            </div>
          )}
        </Loaded>
      </div>
    </Telling>
  );
};
