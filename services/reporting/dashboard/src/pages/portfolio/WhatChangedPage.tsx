import { getRouteApi } from "@tanstack/react-router";
import type { Answer } from "../../api/Api.ts";
import { useRead } from "../../api/useRead.ts";
import { dayText, momentText } from "../../format/days.ts";
import { Card } from "../../kit/Card.tsx";
import { Loaded } from "../../kit/Loaded.tsx";
import { useWhen } from "../../shell/useWhen.ts";
import { whatChangedTexts } from "../../texts/en/whatChanged.ts";
import { ChangesCard } from "./changes/ChangesCard.tsx";
import { ThreeParts } from "./overview/PartsCard.tsx";
import { Facts } from "./parts/Facts.tsx";
import { lastDayOf, sinceOf, todayInUtc } from "./parts/since.ts";
import { SinceForm } from "./parts/SinceForm.tsx";
import styles from "./Portfolio.module.css";

type WhatChanged = Answer<"GET /v1/what-changed">;

const route = getRouteApi("/what-changed");
const texts = whatChangedTexts;

const ThenAndNow = ({ knownThen, model, modelThen, settings }: WhatChanged) => (
  <Card title={texts.knowledge.title}>
    <Facts
      facts={[
        [
          texts.knowledge.knownThen,
          knownThen === null ? texts.knowledge.unknown : texts.knowledge.untilMoment(momentText(knownThen)),
        ],
        [texts.knowledge.model, modelThen],
        [texts.knowledge.modelNow, model.model === modelThen ? texts.knowledge.same : model.model],
        [
          texts.knowledge.settings,
          settings.length === 0 ? (
            texts.knowledge.none
          ) : (
            <ul className={styles.plain}>
              {settings.map(({ key, before, after }) => (
                <li key={key}>{texts.knowledge.setting(key, before, after)}</li>
              ))}
            </ul>
          ),
        ],
      ]}
    />
  </Card>
);

/** The page at `/what-changed`: what moved the risk of each client since a day, in three parts that add up. */
export const WhatChangedPage = () => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const lastDay = lastDayOf(useWhen(), todayInUtc());
  const since = sinceOf(search.since, lastDay);
  const changed = useRead("GET /v1/what-changed", { query: { since } });
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{texts.title}</h1>
        <SinceForm
          since={since}
          lastDay={lastDay}
          onSince={(day) =>
            void navigate({ search: (before) => ({ ...before, since: day }), resetScroll: false })
          }
        />
      </header>
      <Loaded query={changed} lines={24}>
        {(answer) => (
          <div className={styles.page}>
            <p className={styles.muted}>{texts.lead(dayText(answer.since), dayText(answer.asOf))}</p>
            <div className={styles.pair}>
              <Card title={texts.parts.title} note={texts.parts.note}>
                <ThreeParts parts={answer.all} />
              </Card>
              <ThenAndNow {...answer} />
            </div>
            <ChangesCard items={answer.items} />
          </div>
        )}
      </Loaded>
    </div>
  );
};
