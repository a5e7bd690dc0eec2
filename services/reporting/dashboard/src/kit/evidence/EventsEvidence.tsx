import { useRead } from "../../api/useRead.ts";
import { evidenceTexts } from "../../texts/en/evidence.ts";
import { Loaded } from "../Loaded.tsx";
import styles from "./Drawer.module.css";
import type { EventsEvidence as Events } from "./evidenceKey.ts";
import { EventRows } from "./EventRows.tsx";

const texts = evidenceTexts.events;

/** Events by their ids, each with its place in the sources. */
export const EventsEvidence = ({
  events,
  titleId,
}: {
  readonly events: Events;
  readonly titleId: string;
}) => {
  const query = useRead("GET /v1/clients/:id/events", {
    params: { id: events.client },
    query: { ids: events.ids.join(",") },
  });
  return (
    <>
      <h2 id={titleId} className={styles.title}>
        {texts.title}
      </h2>
      <Loaded query={query} lines={8}>
        {({ items, unknown }) => (
          <>
            {items.length > 0 && <EventRows events={items} />}
            {unknown.length > 0 && <p className={styles.muted}>{texts.unknown(unknown.length)}</p>}
          </>
        )}
      </Loaded>
    </>
  );
};
