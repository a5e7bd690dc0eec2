import type { LadderPage } from "@rapport/contracts/http/decisions/Ladder";
import type { UseQueryResult } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ApiProblem } from "../../api/ApiProblem.ts";
import { useRead } from "../../api/useRead.ts";
import { useSession } from "../../api/useSession.ts";
import { BandBadge } from "../../kit/BandBadge.tsx";
import { Card } from "../../kit/Card.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Loaded } from "../../kit/Loaded.tsx";
import { SayButton } from "../../kit/say/SayButton.tsx";
import { Telling } from "../../kit/say/Told.tsx";
import { Skeleton } from "../../kit/Skeleton.tsx";
import { Words } from "../../kit/Words.tsx";
import { workbenchTexts } from "../../texts/en/workbench.ts";
import { workbenchClientTexts } from "../../texts/en/workbenchClient.ts";
import { AllActions, Parting } from "./client/AllActions.tsx";
import { Proposal } from "./client/Proposal.tsx";
import { HistoryCard, RunningPlays, SayBar } from "./client/Words.tsx";
import { Options } from "./ladder/Options.tsx";
import styles from "./parts/Page.module.css";
import { onAll } from "./parts/rests.ts";
import { WhatIfCard } from "./whatIf/WhatIfCard.tsx";

const texts = workbenchClientTexts;
const route = getRouteApi("/workbench/$client");

const Found = ({ of }: { readonly of: LadderPage }) => {
  const row = of.items[0];
  if (row === undefined) return <EmptyState title={texts.goneTitle}>{texts.gone}</EmptyState>;
  return (
    <>
      <Proposal row={row} of={of} />
      <Card title={texts.options} note={texts.optionsNote} restsOn={onAll}>
        <Options
          row={row}
          currency={of.currency}
          actionsOf={({ action }) => (
            <div>
              <SayButton
                kind="decision"
                about={{ client: row.id }}
                clientName={row.name}
                filled={{ action }}
                text={workbenchTexts.options.decide}
                label={workbenchTexts.options.decideFor(workbenchTexts.actions[action])}
              />
            </div>
          )}
        />
      </Card>
    </>
  );
};

/** Who the page is about, whether anything is proposed about it or not. */
const useClient = (client: string) => {
  const history = useRead("GET /v1/clients/:id/history", { params: { id: client }, query: { limit: 1 } });
  const card = history.data?.client;
  return { history, id: card?.id ?? client, name: card?.name ?? client };
};

interface BodyOf {
  /** As the address has it. */
  readonly client: string;
  readonly id: string;
  readonly name: string;
  readonly ladder: UseQueryResult<LadderPage, unknown>;
  /** There is nothing to propose: it has left. */
  readonly gone: boolean;
}

const Head = ({
  id,
  name,
  of,
}: {
  readonly id: string;
  readonly name: string;
  readonly of: LadderPage | undefined;
}) => {
  const row = of?.items[0];
  const { may } = useSession();
  return (
    <>
      <p className={`${styles.crumbs} ${styles.unprinted}`}>
        <Link to="/workbench">{texts.back}</Link>
        <Link to="/clients/$client" params={{ client: id }}>
          {texts.page}
        </Link>
        <Link to="/hand-over/$client" params={{ client: id }}>
          {texts.handOver}
        </Link>
      </p>
      <h1>
        <bdi>{name}</bdi>
      </h1>
      {may("GET /v1/ladder") && (
        <p className={styles.lead}>
          {row === undefined ? (
            "\u00a0"
          ) : (
            <>
              <BandBadge band={row.risk.band} /> <bdi>{row.ownerName ?? workbenchTexts.nobody}</bdi>
              <Words words={[row.segment, row.tier]} />
            </>
          )}
        </p>
      )}
    </>
  );
};

/** Its options and what if, for whoever may see money; what people say of it, for everybody. */
const Body = ({ client, id, name, ladder, gone }: BodyOf) => {
  const { may } = useSession();
  const row = gone ? undefined : ladder.data?.items[0];
  const figures = may("GET /v1/ladder");
  return (
    <>
      <SayBar id={id} name={name} />
      {!figures && <EmptyState title={texts.noMoneyTitle}>{texts.noMoney}</EmptyState>}
      {figures && gone && <EmptyState title={texts.goneTitle}>{texts.gone}</EmptyState>}
      {figures && !gone && (
        <Loaded query={ladder} lines={36}>
          {(of) => (
            <div className={styles.page}>
              <Found of={of} />
            </div>
          )}
        </Loaded>
      )}
      <div className={styles.columns}>
        {may("GET /v1/clients/:id/what-if") && !gone && <WhatIfCard key={client} client={client} />}
        <div className={styles.page}>
          <RunningPlays id={id} name={name} />
          <HistoryCard key={id} id={id} name={name} />
          {row !== undefined && <Parting row={row} />}
        </div>
      </div>
      {row !== undefined && <AllActions row={row} currency={ladder.data?.currency ?? null} />}
    </>
  );
};

/** The page at `/workbench/$client`: its options, what would become of it, and everything that people say of it. */
export const WorkbenchClientPage = () => {
  const { client } = route.useParams();
  const { known, may } = useSession();
  const { history, id, name } = useClient(client);
  const ladder = useRead(
    "GET /v1/ladder",
    { query: { client } },
    { enabled: known && may("GET /v1/ladder") },
  );
  const gone = ladder.error instanceof ApiProblem && ladder.error.status === 404 && !history.isError;
  return (
    <Telling>
      <div className={styles.page}>
        <Head id={id} name={name} of={gone ? undefined : ladder.data} />
        {known ? (
          <Body client={client} id={id} name={name} ladder={ladder} gone={gone} />
        ) : (
          <Skeleton lines={40} />
        )}
      </div>
    </Telling>
  );
};
