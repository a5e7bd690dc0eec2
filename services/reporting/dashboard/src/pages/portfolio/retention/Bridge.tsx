import type { RetentionFigures } from "@rapport/contracts/http/retention/Retention";
import { Card } from "../../../kit/Card.tsx";
import { retentionTexts } from "../../../texts/en/retention.ts";
import { amount } from "../parts/amount.ts";
import { onBooks } from "../parts/rests.ts";
import styles from "./Bridge.module.css";
import { bridgeOf } from "./bridgeOf.ts";

const texts = retentionTexts.bridge;

/** From the opening to the closing revenue, part by part. */
export const Bridge = ({
  figures,
  currency,
}: {
  readonly figures: RetentionFigures;
  readonly currency: string | null;
}) => {
  const steps = bridgeOf(figures);
  const most = Math.max(1, ...steps.map(({ high }) => high));
  return (
    <Card title={texts.title} note={texts.note} restsOn={onBooks}>
      <table className={styles.bridge}>
        <tbody>
          {steps.map(({ part, minor, low, high }) => (
            <tr key={part}>
              <th scope="row">{texts.names[part]}</th>
              <td className={styles.track}>
                <span className={styles.line} aria-hidden="true">
                  <span
                    className={`${styles.bar} ${
                      part === "openingMinor" || part === "closingMinor"
                        ? styles.whole
                        : minor < 0
                          ? styles.taken
                          : styles.won
                    }`}
                    style={{
                      left: `${(Math.max(0, low) / most) * 100}%`,
                      width: `${((high - Math.max(0, low)) / most) * 100}%`,
                    }}
                  />
                </span>
              </td>
              <td className={styles.figure}>{amount(minor, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
};
