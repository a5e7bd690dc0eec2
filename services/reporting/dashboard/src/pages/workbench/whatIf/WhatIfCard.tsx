import { getRouteApi } from "@tanstack/react-router";
import { useRead } from "../../../api/useRead.ts";
import { dayText } from "../../../format/days.ts";
import { Card } from "../../../kit/Card.tsx";
import { ErrorState } from "../../../kit/ErrorState.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { whatIfTexts } from "../../../texts/en/workbenchWhatIf.ts";
import { onAll } from "../parts/rests.ts";
import { Outcome } from "./Outcome.tsx";
import { Question, useAsk } from "./Question.tsx";
import styles from "./WhatIf.module.css";
import { whatIfAsks, whatIfQuery } from "./whatIfSearch.ts";

const texts = whatIfTexts;
const route = getRouteApi("/workbench/$client");

/** What would become of a client's year: asked by sliders and choices, answered beside the year as it was. */
export const WhatIfCard = ({ client }: { readonly client: string }) => {
  const search = route.useSearch();
  const ask = useAsk();
  // What is known whatever is asked: the year, the tiers, the bands.
  const drop = useRead("GET /v1/clients/:id/what-if", { params: { id: client }, query: { ask: "drop" } });
  const query = whatIfQuery(search, (drop.data?.monthSeconds ?? 0) / 3600);
  const answer = useRead(
    "GET /v1/clients/:id/what-if",
    { params: { id: client }, query: query ?? { ask: "drop" } },
    { enabled: query !== null && drop.data !== undefined },
  );
  const chosen = search.ask ?? "price";
  return (
    <Card
      title={texts.title}
      restsOn={onAll}
      {...(drop.data === undefined
        ? {}
        : { note: texts.note(dayText(drop.data.from), dayText(drop.data.to)) })}
    >
      <fieldset className={styles.asks}>
        <legend>{texts.ask}</legend>
        {whatIfAsks.map((one) => (
          <label key={one} className={one === chosen ? styles.chosen : styles.choice}>
            <input type="radio" name="ask" checked={one === chosen} onChange={() => ask({ ask: one })} />
            {texts.asks[one]}
          </label>
        ))}
      </fieldset>
      <Loaded query={drop} lines={12}>
        {(known) => (
          <>
            <Question search={search} known={known} ask={ask} />
            {answer.isError && <ErrorState error={answer.error} />}
            {query !== null && answer.data !== undefined && !answer.isError && (
              <div aria-busy={answer.isPlaceholderData}>
                <Outcome answer={answer.data} />
              </div>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
};
