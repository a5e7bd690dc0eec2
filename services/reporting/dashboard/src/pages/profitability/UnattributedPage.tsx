import { useRead } from "../../api/useRead.ts";
import { Loaded } from "../../kit/Loaded.tsx";
import { unattributedTexts as texts } from "../../texts/en/unattributed.ts";
import styles from "./parts/Page.module.css";
import { CoverageCards } from "./unattributed/CoverageCards.tsx";
import { PartiesCard } from "./unattributed/PartiesCard.tsx";

const mostParties = 200;

/** The page at `/unattributed`: what no client claims, a way to link it, and how much is somebody's. */
export const UnattributedPage = () => {
  const parties = useRead("GET /v1/unattributed", { query: { limit: mostParties } });
  const proposals = useRead("GET /v1/links/proposals", { query: { limit: mostParties } });
  const coverage = useRead("GET /v1/coverage", {});
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      <div className={styles.cards}>
        <Loaded query={parties} lines={60}>
          {(of) => <PartiesCard of={of} proposals={proposals.data} />}
        </Loaded>
        <Loaded query={coverage} lines={10}>
          {(of) => <CoverageCards of={of} />}
        </Loaded>
      </div>
    </>
  );
};
