import type { ProfitabilityPage } from "@rapport/contracts/http/economics/Profitability";
import type { ReactNode } from "react";
import { useRead } from "../../../api/useRead.ts";
import { useSession } from "../../../api/useSession.ts";
import { useSpan } from "../../../shell/useWhen.ts";
import { dayText } from "../../../format/days.ts";
import { hoursText, percentText } from "../../../format/figures.ts";
import { moneyText } from "../../../format/money.ts";
import { Card } from "../../../kit/Card.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { EvidenceLink, type EvidenceMetric } from "../../../kit/evidence/EvidenceLink.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { clientMoneyTexts } from "../../../texts/en/clientMoney.ts";
import page from "../ClientPage.module.css";
import { EffortCard } from "./EffortCard.tsx";
import { MoneyChart } from "./MoneyChart.tsx";
import styles from "./MoneyCard.module.css";
import { OpenBills } from "./OpenBills.tsx";

const texts = clientMoneyTexts;

const Tile = ({ name, children, under }: { name: string; children: ReactNode; under?: ReactNode }) => (
  <div className={styles.tile}>
    <dt>{name}</dt>
    <dd className={styles.amount}>{children}</dd>
    {under !== undefined && <dd className={page.muted}>{under}</dd>}
  </div>
);

interface MoneyOf {
  readonly id: string;
  /** Bills are of clients alone. */
  readonly isClient: boolean;
}

const Tiles = ({ id, isClient, answer }: MoneyOf & { readonly answer: ProfitabilityPage }) => {
  const { selected } = answer.totals;
  const { currency, from, to } = answer;
  const amount = (minor: number) => (currency === null ? String(minor) : moneyText(minor, currency));
  const Open = ({ metric, children }: { metric: EvidenceMetric; children: ReactNode }) => (
    <EvidenceLink client={id} metric={metric} from={from} to={to}>
      {children}
    </EvidenceLink>
  );
  const {
    contributionLowMinor: low,
    contributionHighMinor: high,
    marginPercent,
    effectiveHourlyMinor,
  } = selected;
  return (
    <dl className={styles.tiles}>
      <Tile name={texts.revenue}>
        <Open metric="revenue">{amount(selected.revenueMinor)}</Open>
      </Tile>
      <Tile name={texts.cost}>
        <Open metric="cost">{amount(selected.costMinor)}</Open>
      </Tile>
      <Tile
        name={texts.contribution}
        under={
          <>
            {low !== null && high !== null && texts.interval(amount(low), amount(high))}
            {marginPercent !== null && `; ${texts.margin(percentText(marginPercent))}`}
          </>
        }
      >
        <Open metric="contribution">{amount(selected.contributionMinor)}</Open>
      </Tile>
      <Tile
        name={texts.effort}
        under={effectiveHourlyMinor === null ? undefined : texts.hourly(amount(effectiveHourlyMinor))}
      >
        <Open metric="effort">{hoursText(selected.effortSeconds)}</Open>
      </Tile>
      {isClient && <OpenBills id={id} />}
    </dl>
  );
};

const Money = ({ id, isClient, answer }: MoneyOf & { readonly answer: ProfitabilityPage }) =>
  answer.items.length === 0 ? (
    <EmptyState title={texts.empty.title}>
      <p>{texts.empty.detail}</p>
    </EmptyState>
  ) : (
    <>
      <p className={page.muted}>{texts.note(dayText(answer.from), dayText(answer.to))}</p>
      <Tiles id={id} isClient={isClient} answer={answer} />
      <MoneyChart id={id} answer={answer} />
    </>
  );

const WithMoney = ({ id, isClient }: MoneyOf) => {
  const query = useRead("GET /v1/profitability", {
    query: { ...useSpan(), client: id, groupBy: "month", sort: "name", limit: 500 },
  });
  return (
    <Card title={texts.title} restsOn={["mail", "tickets", "meetings", "books"]}>
      <Loaded query={query} lines={19}>
        {(answer) => <Money id={id} isClient={isClient} answer={answer} />}
      </Loaded>
    </Card>
  );
};

/**
 * What it brings and takes over the span of the page, twelve months where none is chosen, month by month; our time alone
 * for a reader who may not see money.
 */
export const MoneyCard = ({ id, isClient }: MoneyOf) =>
  useSession().money ? <WithMoney id={id} isClient={isClient} /> : <EffortCard id={id} />;
