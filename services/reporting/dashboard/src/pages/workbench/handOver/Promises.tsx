import type { HandOverAnswer } from "@rapport/contracts/http/signals/HandOver";
import { dayText, momentText } from "../../../format/days.ts";
import { hoursText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { EventsLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { handOverTexts } from "../../../texts/en/workbenchHandOver.ts";
import page from "../parts/Page.module.css";
import { onBooks, onMeetings, onQuestions } from "../parts/rests.ts";

const texts = handOverTexts;

type Answered = { readonly answer: HandOverAnswer };

const None = () => <p className={page.muted}>{texts.nothing}</p>;

/** Questions without an answer and tickets that are not solved, the oldest first. */
export const Waiting = ({ answer: { waiting, client } }: Answered) => (
  <Card title={`${texts.waiting} (${waiting.length})`} restsOn={onQuestions}>
    {waiting.length === 0 ? (
      <None />
    ) : (
      <ul className={page.plain}>
        {waiting.map(({ channel, about, since, status, eventIds }) => (
          <li key={`${channel} ${about}`}>
            <EventsLink client={client.id} ids={eventIds}>
              {texts.channel[channel]}
              {channel === "ticket" && (
                <>
                  {" "}
                  <bdi>{about.slice(about.lastIndexOf(":") + 1)}</bdi>
                </>
              )}
            </EventsLink>
            {", "}
            {texts.waitsSince(momentText(since))}
            {status !== null && ` · ${status}`}
          </li>
        ))}
      </ul>
    )}
  </Card>
);

const contractParts = (contract: HandOverAnswer["contracts"][number]): ReadonlyArray<string> => [
  texts.runsFrom(
    dayText(contract.startsOn),
    contract.endsOn === null ? texts.open : dayText(contract.endsOn),
  ),
  ...(contract.renewsOn === null ? [] : [`${texts.renews} ${dayText(contract.renewsOn)}`]),
  ...(contract.noticeDays === null ? [] : [`${texts.notice}: ${texts.days(contract.noticeDays)}`]),
  ...(contract.retainerMinutesPerMonth === null
    ? []
    : [`${texts.retainer}: ${texts.hoursAMonth(hoursText(contract.retainerMinutesPerMonth * 60))}`]),
];

const agreedParts = (agreed: NonNullable<HandOverAnswer["agreed"]>): ReadonlyArray<string> => [
  ...(agreed.responseMinutes === null ? [] : [texts.answerWithin(hoursText(agreed.responseMinutes * 60))]),
  ...(agreed.checkInDays === null ? [] : [texts.checkIn(agreed.checkInDays)]),
  ...(agreed.capMinutesPerMonth === null ? [] : [texts.capped(hoursText(agreed.capMinutesPerMonth * 60))]),
  ...(agreed.workingHoursOnly ? [texts.hoursOnly] : []),
];

/** Contracts that have not ended, and what was agreed besides. */
export const Promised = ({ answer: { contracts, agreed, client } }: Answered) => (
  <Card title={texts.contracts} restsOn={onBooks}>
    {contracts.length === 0 && agreed === null && <None />}
    <ul className={page.plain}>
      {contracts.map((contract) => (
        <li key={contract.eventId}>
          <EventsLink client={client.id} ids={[contract.eventId]}>
            <bdi>{contract.contract}</bdi>
          </EventsLink>
          : {contractParts(contract).join("; ")}
        </li>
      ))}
    </ul>
    {agreed !== null && (
      <>
        <h3 className={page.head}>{texts.agreed}</h3>
        <ul className={page.plain}>
          {agreedParts(agreed).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </>
    )}
  </Card>
);

/** Meetings of the month before and the two months ahead. */
export const Meetings = ({ answer: { meetings, client } }: Answered) => (
  <Card title={texts.meetings} note={texts.meetingsNote} restsOn={onMeetings}>
    {meetings.length === 0 ? (
      <None />
    ) : (
      <ul className={page.plain}>
        {meetings.map(({ at, people, eventId }) => (
          <li key={eventId}>
            <EventsLink client={client.id} ids={[eventId]}>
              <time dateTime={at}>{momentText(at)}</time>
            </EventsLink>
            , {texts.peopleCount(people)}
          </li>
        ))}
      </ul>
    )}
  </Card>
);
