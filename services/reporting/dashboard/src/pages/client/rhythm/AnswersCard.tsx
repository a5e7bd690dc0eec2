import type { ClientAnswer, ResponseTime } from "@rapport/contracts/http/ClientFigures";
import { countText, percentText } from "../../../format/figures.ts";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
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

const sideRow = (name: string, times: ResponseTime, asking: Share, late: Share) => ({
  key: name,
  cells: [name, hours(times.workingMedianHours), hours(times.workingP90Hours), share(asking), share(late)],
});

const More = ({ answer }: { readonly answer: ClientAnswer }) => {
  const { client, tickets, meetings } = answer;
  const { mean, low, high, insufficient } = client.tone;
  return (
    <dl className={page.facts}>
      <dt>{texts.silence}</dt>
      <dd>
        <bdi>{client.silence.reason}</bdi>
      </dd>
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
      <PlainTable
        label={texts.title}
        heads={[texts.side, texts.median, texts.slow, texts.answered, texts.afterHours]}
        rows={[
          sideRow(texts.ours, responseOurs, answered.theirAsking, afterHours.ours),
          sideRow(texts.theirs, responseTheirs, answered.ourAsking, afterHours.theirs),
        ]}
        cells="words"
      />
      <More answer={answer} />
    </Card>
  );
};
