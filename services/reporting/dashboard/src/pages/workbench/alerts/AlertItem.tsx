import type { AlertRow } from "@rapport/contracts/http/alerts/Alerts";
import { dayText } from "../../../format/days.ts";
import { percentText } from "../../../format/figures.ts";
import { BandBadge } from "../../../kit/BandBadge.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { ItemCard } from "../../../kit/ItemCard.tsx";
import { EventsLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { SayButton } from "../../../kit/say/SayButton.tsx";
import { workbenchTexts } from "../../../texts/en/workbench.ts";
import { alertsTexts } from "../../../texts/en/workbenchAlerts.ts";
import { Figures } from "../parts/Figures.tsx";
import { LinkedAmount } from "../parts/LinkedAmount.tsx";
import page from "../parts/Page.module.css";
import { daysAfter } from "../parts/spans.ts";
import { Tag } from "../parts/Tag.tsx";
import { WorkbenchLink } from "../parts/WorkbenchLink.tsx";
import styles from "./AlertItem.module.css";

const texts = alertsTexts;

const Beside = ({ alert }: { readonly alert: AlertRow }) => (
  <>
    <BandBadge band={alert.band} />
    <Tag>{texts.kinds[alert.kind]}</Tag>
    {alert.closedOn === null ? (
      <Tag tone="warn">{texts.stands}</Tag>
    ) : (
      <Tag>{texts.over(dayText(alert.closedOn))}</Tag>
    )}
    {alert.state !== "told" && <Tag>{texts.states[alert.state]}</Tag>}
    {alert.again && <Tag>{texts.again}</Tag>}
    <span className={page.muted}>
      <time dateTime={alert.raisedOn}>{dayText(alert.raisedOn)}</time>
      {" · "}
      <bdi>{alert.ownerName ?? workbenchTexts.nobody}</bdi>
    </span>
  </>
);

const Reasons = ({ alert }: { readonly alert: AlertRow }) =>
  alert.reasons.length === 0 ? null : (
    <ul className={styles.reasons} aria-label={texts.reasons}>
      {alert.reasons.map(({ text, times, eventIds }) => (
        <li key={text}>
          <EventsLink client={alert.client.id} ids={eventIds}>
            <bdi>{text}</bdi>
          </EventsLink>{" "}
          <span className={page.muted}>{texts.times(times.toFixed(1))}</span>
        </li>
      ))}
    </ul>
  );

/** An alert: what has changed, why, what is at stake, and whether it was told. */
export const AlertItem = ({
  alert,
  currency,
}: {
  readonly alert: AlertRow;
  readonly currency: string | null;
}) => (
  <ItemCard
    title={<ClientName id={alert.client.id} name={alert.client.name} />}
    beside={<Beside alert={alert} />}
    actions={
      <>
        <SayButton
          kind="snooze"
          about={{ client: alert.client.id }}
          clientName={alert.client.name}
          filled={{ alert: alert.kind }}
          text={texts.snooze}
          label={texts.snoozeFor(alert.client.name)}
        />
        <WorkbenchLink client={alert.client.id} name={alert.client.name} />
      </>
    }
  >
    <p className={styles.text}>{alert.text}</p>
    <Reasons alert={alert} />
    {alert.stateText !== null && <p className={page.muted}>{alert.stateText}</p>}
    <Figures
      of={[
        {
          name: texts.revenue,
          value: (
            <LinkedAmount
              client={alert.client.id}
              metric="revenue"
              from={daysAfter(alert.raisedOn, -363)}
              to={alert.raisedOn}
              minor={alert.revenueYearMinor}
              currency={currency}
            />
          ),
        },
        ...(alert.revenueTrendPercent === null
          ? []
          : [{ name: texts.trendName, value: texts.trend(percentText(alert.revenueTrendPercent)) }]),
        ...(alert.chancePercent === null
          ? []
          : [{ name: texts.chance, value: percentText(alert.chancePercent) }]),
      ]}
    />
  </ItemCard>
);
