import type { Source } from "@rapport/contracts/Envelope";
import { momentText } from "../../format/days.ts";
import { evidenceTexts as texts } from "../../texts/en/evidence.ts";
import styles from "./Drawer.module.css";
import { SourcePlaces } from "./SourcePlaces.tsx";

export interface ShownEvent {
  readonly eventId: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly text: string;
  readonly sources: ReadonlyArray<Source>;
}

/** Events without amounts: when, what, and where they stand. */
export const EventRows = ({ events }: { readonly events: ReadonlyArray<ShownEvent> }) => (
  <table className={styles.table}>
    <thead>
      <tr>
        <th scope="col">{texts.columns.day}</th>
        <th scope="col">{texts.columns.what}</th>
      </tr>
    </thead>
    <tbody>
      {events.map(({ eventId, type, occurredAt, text, sources }) => (
        <tr key={eventId}>
          <td className={styles.day}>{momentText(occurredAt)}</td>
          <td className={styles.what}>
            {texts.type(type)}
            {text !== "" && (
              <>
                {": "}
                <bdi>{text}</bdi>
              </>
            )}
            <SourcePlaces sources={sources} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
