import { useParams } from "@tanstack/react-router";
import { ApiProblem } from "../../api/ApiProblem.ts";
import { useRead } from "../../api/useRead.ts";
import { Loaded } from "../../kit/Loaded.tsx";

import { AgreedCard } from "./agreed/AgreedCard.tsx";
import { AnswersCard } from "./rhythm/AnswersCard.tsx";
import styles from "./ClientPage.module.css";
import { clientTexts as texts } from "../../texts/en/client.ts";
import { HistoryCard } from "./history/HistoryCard.tsx";
import { ClientHeader } from "./head/ClientHeader.tsx";
import { MoneyCard } from "./money/MoneyCard.tsx";
import { PeopleCard } from "./people/PeopleCard.tsx";
import { RhythmCard } from "./rhythm/RhythmCard.tsx";
import { ScoreCard } from "./score/ScoreCard.tsx";
import { SignalsCard } from "./waiting/SignalsCard.tsx";
import { TimelineCard } from "./timeline/TimelineCard.tsx";
import { UnknownClient } from "./head/UnknownClient.tsx";
import { WaitingCard } from "./waiting/WaitingCard.tsx";

const Client = ({ id }: { readonly id: string }) => {
  const query = useRead("GET /v1/clients/:id", { params: { id } });
  if (query.error instanceof ApiProblem && query.error.status === 404) return <UnknownClient id={id} />;
  // What is only of clients is not asked of what may be a domain or a party until it is known.
  const isClient = query.data === undefined ? !/[.:]/.test(id) : query.data.client.kind === "client";
  return (
    <div className={styles.page}>
      <ClientHeader id={id} answer={query.data} />
      <div className={styles.pair}>
        {isClient && <ScoreCard id={id} />}
        <MoneyCard id={id} isClient={isClient} />
      </div>
      <div className={styles.pair}>
        <WaitingCard id={id} />
        {isClient && <SignalsCard id={id} isReady={query.data !== undefined} />}
      </div>
      <div className={styles.pair}>
        <RhythmCard id={id} />
        <Loaded query={query} lines={11}>
          {(answer) => <AnswersCard answer={answer} />}
        </Loaded>
      </div>
      {isClient && (
        <div className={styles.pair}>
          <PeopleCard id={id} />
          <Loaded query={query} lines={15}>
            {(answer) => <AgreedCard answer={answer} />}
          </Loaded>
        </div>
      )}
      {isClient && <HistoryCard id={id} />}
      <TimelineCard id={id} />
    </div>
  );
};

/** The page at `/clients/$client`: one screen to prepare a call. */
export const ClientPage = () => {
  const { client } = useParams({ from: "/clients/$client" });
  // Another client is another page: nothing of the one before stays on it.
  return (
    <section aria-label={texts.title}>
      <Client key={client} id={client} />
    </section>
  );
};
