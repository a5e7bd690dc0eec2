import { useQuery } from "@tanstack/react-query";
import { readOptions } from "../../api/useRead.ts";
import { useSession } from "../../api/useSession.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Loaded } from "../../kit/Loaded.tsx";
import { accessTexts } from "../../texts/en/access.ts";
import { LooksCard } from "./access/LooksCard.tsx";
import { PeopleCard, SessionsCard } from "./access/PeopleCard.tsx";
import styles from "./Data.module.css";

const Shown = () => {
  const people = useQuery(readOptions("GET /v1/access/people", {}, {}));
  return (
    <div className={styles.cards}>
      <LooksCard />
      <Loaded query={people} lines={6}>
        {(answer) => (
          <div className={styles.cards}>
            <PeopleCard people={answer.people} />
            <SessionsCard sessions={answer.sessions} />
          </div>
        )}
      </Loaded>
    </div>
  );
};

/** The page at `/data/access`: who may come in, who is in, and who looked at whom. */
export const AccessPage = () => {
  const { may } = useSession();
  return (
    <>
      <h1>{accessTexts.title}</h1>
      {may("GET /v1/access/people") ? (
        <Shown />
      ) : (
        <EmptyState title={accessTexts.notYours.title}>
          <p>{accessTexts.notYours.detail}</p>
        </EmptyState>
      )}
    </>
  );
};
