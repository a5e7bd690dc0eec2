import type { ClientAnswer, ResponseTime } from "@rapport/contracts/http/ClientFigures";
import { countText, percentText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { clientContactTexts } from "../../../texts/en/clientContact.ts";
import page from "../ClientPage.module.css";

const texts = clientContactTexts.answers;
type Share = ClientAnswer["client"]["answered"]["ourAsking"];

const hours = (value: number | null): string =>
  value === null ? texts.none : texts.hours(value.toLocaleString("en", { maximumFractionDigits: 1 }));
const share = ({ count, of, share: value }: Share): string =>
  value === null ? texts.none : texts.part(countText(count), countText(of), percentText(value * 100));
const tone = (value: number): string => value.toFixed(2).replace("-", "−");

const Side = ({
  name,
  times,
  asking,
  late,
}: {
  readonly name: string;
  readonly times: ResponseTime;
  readonly asking: Share;
  readonly late: Share;
}) => (
  <tr>
    <th scope="row">{name}</th>
    <td>{hours(times.workingMedianHours)}</td>
    <td>{hours(times.workingP90Hours)}</td>
    <td>{share(asking)}</td>
    <td>{share(late)}</td>
  </tr>
);

const More = ({ answer }: { readonly answer: ClientAnswer }) => {
  const { client, tickets, meetings } = answer;
  const { mean, low, high, insufficient } = client.tone;
  return (
    <dl className={page.facts}>
      <dt>{texts.silence}</dt>
      <dd>{client.silence.reason}</dd>
      <dt>{texts.tone}</dt>
      <dd>
        {insufficient || mean === null || low === null || high === null
          ? texts.toneFew
          : texts.toneInterval(tone(mean), tone(low), tone(high))}
      </dd>
      <dt>{texts.tickets}</dt>
      <dd>
        {texts.ticketsSaid(countText(tickets.open), countText(tickets.solved), countText(tickets.reopened))}
      </dd>
      <dt>{texts.meetings}</dt>
      <dd>
        {texts.meetingsSaid(
          countText(meetings.held),
          countText(meetings.cancelled),
          countText(meetings.moved),
        )}
      </dd>
    </dl>
  );
};

/** Who answers how fast and how often, and how they sound. */
export const AnswersCard = ({ answer }: { readonly answer: ClientAnswer }) => {
  const { responseOurs, responseTheirs, answered, afterHours } = answer.client;
  return (
    <Card title={texts.title} note={texts.note} restsOn={["mail", "tickets", "meetings"]}>
      <div className={page.scroll}>
        <table className={page.table}>
          <thead>
            <tr>
              {[texts.side, texts.median, texts.slow, texts.answered, texts.afterHours].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Side
              name={texts.ours}
              times={responseOurs}
              asking={answered.theirAsking}
              late={afterHours.ours}
            />
            <Side
              name={texts.theirs}
              times={responseTheirs}
              asking={answered.ourAsking}
              late={afterHours.theirs}
            />
          </tbody>
        </table>
      </div>
      <More answer={answer} />
    </Card>
  );
};
