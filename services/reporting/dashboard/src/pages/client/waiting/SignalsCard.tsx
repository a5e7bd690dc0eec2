import { useRead } from "../../../api/useRead.ts";
import { momentText } from "../../../format/days.ts";
import { Card } from "../../../kit/Card.tsx";
import { EventsLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { clientTexts } from "../../../texts/en/client.ts";
import page from "../ClientPage.module.css";

const texts = clientTexts.signals;

/** What somebody who looks after the client would notice: complaints and promises first. */
export const SignalsCard = ({
  id,
  isReady,
}: {
  readonly id: string;
  /** What costs the server most is asked after the rest of the page is on its way. */
  readonly isReady: boolean;
}) => {
  const query = useRead("GET /v1/signals", { query: { client: id, limit: 50 } }, { enabled: isReady });
  return (
    <Card title={texts.title} note={texts.note} restsOn={["mail", "tickets"]}>
      <Loaded query={query} lines={5}>
        {({ items, kinds }) =>
          items.length === 0 ? (
            <p className={page.muted}>{texts.none}</p>
          ) : (
            <ul className={page.list}>
              {items.map(({ kind, since, about, reason, eventIds }) => (
                <li key={`${kind} ${since} ${about}`}>
                  <strong>{kinds.find((one) => one.kind === kind)?.title ?? kind}</strong>{" "}
                  <EventsLink client={id} ids={eventIds}>
                    <bdi>{reason}</bdi>
                  </EventsLink>
                  <p className={`${page.line} ${page.muted}`}>{texts.since(momentText(since))}</p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
};
