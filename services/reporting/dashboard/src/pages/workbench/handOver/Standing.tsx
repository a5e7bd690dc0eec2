import type { RiskBand } from "@rapport/contracts/http/risk/head";
import type { HandOverAnswer } from "@rapport/contracts/http/signals/HandOver";
import { dayText } from "../../../format/days.ts";
import { hoursText, percentText } from "../../../format/figures.ts";
import { BandBadge } from "../../../kit/BandBadge.tsx";
import { Card } from "../../../kit/Card.tsx";
import { EventsLink, EvidenceLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { handOverTexts } from "../../../texts/en/workbenchHandOver.ts";
import { Amount } from "../parts/Amount.tsx";
import { Figures } from "../parts/Figures.tsx";
import { LinkedAmount } from "../parts/LinkedAmount.tsx";
import page from "../parts/Page.module.css";
import { onAll } from "../parts/rests.ts";
import { yearTo } from "../parts/spans.ts";

const texts = handOverTexts;

type Answered = { readonly answer: HandOverAnswer };

/** What they bring and take, and what is not paid yet. */
export const Money = ({ answer: { money, client, asOf } }: Answered) => {
  const linked = (metric: "revenue" | "contribution", minor: number | null) => (
    <LinkedAmount
      client={client.id}
      metric={metric}
      {...yearTo(asOf)}
      minor={minor}
      currency={money.currency}
    />
  );
  return (
    <Card title={texts.money} note={texts.moneyNote} restsOn={onAll}>
      <Figures
        of={[
          { name: texts.revenue, value: linked("revenue", money.revenueMinor) },
          { name: texts.contribution, value: linked("contribution", money.contributionMinor) },
          {
            name: texts.effort,
            value: (
              <EvidenceLink client={client.id} metric="effort" {...yearTo(asOf)}>
                {hoursText(money.effortSeconds)}
              </EvidenceLink>
            ),
          },
        ]}
      />
      {money.open.length === 0 ? (
        <p className={page.muted}>{texts.noBills}</p>
      ) : (
        <ul className={page.plain}>
          {money.open.map(({ currency, bills, openMinor, overdueMinor }) => (
            <li key={currency}>
              {texts.openBills}:{" "}
              {openMinor === null ? (
                `${texts.bills(bills)}, ${currency}`
              ) : (
                <>
                  <Amount minor={openMinor} currency={currency} />, {texts.bills(bills)};{" "}
                  <Amount minor={overdueMinor} currency={currency} /> {texts.overdue}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
};

const bands: ReadonlyArray<RiskBand> = ["low", "usual", "raised", "high"];

/** How likely they are to leave, as far as it may be told. */
export const Risk = ({ answer: { risk } }: Answered) => (
  <Card title={texts.risk} restsOn={onAll}>
    {risk === null ? (
      <p className={page.muted}>{texts.noRisk}</p>
    ) : (
      <p>
        {risk.shown === "rank" ? (
          texts.onlyOrder
        ) : (
          <BandBadge band={bands.find((band) => band === risk.band) ?? null} />
        )}{" "}
        {risk.chancePercent !== null && percentText(risk.chancePercent)}{" "}
        <span className={page.muted}>{texts.riskOf(dayText(risk.week))}</span>
      </p>
    )}
  </Card>
);

/** What somebody who looks after them would notice. */
export const Noticed = ({ answer: { signals, client } }: Answered) => (
  <Card title={texts.signals} restsOn={onAll}>
    {signals.length === 0 ? (
      <p className={page.muted}>{texts.nothing}</p>
    ) : (
      <ul>
        {signals.map(({ kind, about, since, reason, eventIds }) => (
          <li key={`${kind} ${about ?? ""} ${since}`}>
            <EventsLink client={client.id} ids={eventIds}>
              <bdi>{reason}</bdi>
            </EventsLink>
          </li>
        ))}
      </ul>
    )}
  </Card>
);
