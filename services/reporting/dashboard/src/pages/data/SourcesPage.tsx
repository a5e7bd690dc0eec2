import { useQuery } from "@tanstack/react-query";
import { readOptions } from "../../api/useRead.ts";
import { Loaded } from "../../kit/Loaded.tsx";
import { dataTexts } from "../../texts/en/data.ts";
import styles from "./Data.module.css";
import { ImportsCard } from "./sources/ImportsCard.tsx";
import { SourcesCard } from "./sources/SourcesCard.tsx";

/** An import that begins tells nobody; its progress is no change of any figure. */
const lookAgainMs = 2_000;

/** The page at `/data/sources`. It shows the present whatever day figures are looked at. */
export const SourcesPage = () => {
  const query = useQuery({
    ...readOptions("GET /v1/source-states", {}, {}),
    refetchInterval: lookAgainMs,
  });
  return (
    <>
      <h1>{dataTexts.sources.title}</h1>
      <p className={styles.lead}>{dataTexts.sources.lead}</p>
      <Loaded query={query} lines={8}>
        {(answer) => (
          <div className={styles.cards}>
            <ImportsCard imports={answer.imports} />
            <SourcesCard of={answer} />
          </div>
        )}
      </Loaded>
    </>
  );
};
