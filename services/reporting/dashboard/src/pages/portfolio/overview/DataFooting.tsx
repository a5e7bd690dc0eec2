import { Link } from "@tanstack/react-router";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Answer } from "../../../api/Api.ts";
import { useRead } from "../../../api/useRead.ts";
import { dayText, momentText } from "../../../format/days.ts";
import { percentText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import { Facts } from "../parts/Facts.tsx";
import styles from "../Portfolio.module.css";

const texts = portfolioTexts.footing;

type Coverage = Answer<"GET /v1/coverage">;

const share = (of: number | null): string => (of === null ? texts.none : percentText(of * 100));
const measure = ({ measures }: Coverage, name: Coverage["measures"][number]["measure"]): string => {
  const found = measures.find((one) => one.measure === name);
  return found === undefined ? texts.none : share(found.attributedShare);
};

/** How far sources were read, and how much of what they tell reaches a client. */
export const DataFooting = ({ risk }: { readonly risk: UseQueryResult<Answer<"GET /v1/risk">, unknown> }) => {
  const coverage = useRead("GET /v1/coverage", {});
  return (
    <Card title={texts.title}>
      <Loaded query={coverage} lines={3}>
        {(answer) => (
          <>
            <p>
              {texts.asOf(dayText(answer.asOf))}{" "}
              {risk.data !== undefined && risk.data.week !== null && texts.week(dayText(risk.data.week))}
            </p>
            <Facts
              facts={[
                [`${texts.coverage}: ${texts.messages}`, share(answer.attributed.share)],
                [`${texts.coverage}: ${texts.hours}`, measure(answer, "logged_seconds")],
                [`${texts.coverage}: ${texts.invoiced}`, measure(answer, "invoiced_net")],
              ]}
            />
          </>
        )}
      </Loaded>
      <Loaded query={risk} lines={2}>
        {({ sources }) => (
          <Facts
            facts={sources.map(({ connector, account, lastEventAt, lastRecordedAt }) => [
              `${connector} · ${account}`,
              lastEventAt === null ? momentText(lastRecordedAt) : `${texts.read} ${momentText(lastEventAt)}`,
            ])}
          />
        )}
      </Loaded>
      <p className={styles.foot}>
        <Link to="/unattributed">{texts.unattributed}</Link> · <Link to="/data/sources">{texts.all}</Link>
      </p>
    </Card>
  );
};
