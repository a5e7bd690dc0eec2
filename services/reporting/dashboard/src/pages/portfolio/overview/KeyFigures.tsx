import { Link } from "@tanstack/react-router";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Answer } from "../../../api/Api.ts";
import { dayText } from "../../../format/days.ts";
import { percentText } from "../../../format/figures.ts";
import { ErrorState } from "../../../kit/ErrorState.tsx";
import { Skeleton } from "../../../kit/Skeleton.tsx";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import { amount, shortAmount } from "../parts/amount.ts";
import { IntervalBar } from "../parts/IntervalBar.tsx";
import { onAll, onBooks } from "../parts/rests.ts";
import { Tile, Tiles } from "../parts/Tile.tsx";

type Read<T> = UseQueryResult<T, unknown>;
type Retention = Answer<"GET /v1/retention">;

const texts = portfolioTexts.tiles;
const share = (micro: number): string => percentText(micro / 10_000);
const percent = (of: number | null): string => (of === null ? texts.none : percentText(of));

const AtRisk = ({ atRisk, currency }: Retention) => {
  const { expectedMinor, lowMinor, highMinor, scoredMinor, noticeGivenMinor } = atRisk;
  const exact = expectedMinor === null ? undefined : amount(expectedMinor, currency);
  return (
    <Tile
      name={texts.atRisk(atRisk.horizonWeeks)}
      restsOn={onAll}
      figure={<span title={exact}>{shortAmount(expectedMinor, currency)}</span>}
    >
      {expectedMinor === null || lowMinor === null || highMinor === null ? (
        <span>{atRisk.why}</span>
      ) : (
        <>
          <IntervalBar low={lowMinor} high={highMinor} value={expectedMinor} least={0} most={highMinor} />
          {portfolioTexts.interval(shortAmount(lowMinor, currency), shortAmount(highMinor, currency))},{" "}
          {texts.atRiskOf(shortAmount(scoredMinor, currency))}
          {atRisk.why !== null && <>; {atRisk.why}</>}
          {noticeGivenMinor > 0 && <>. {texts.noticeGiven(shortAmount(noticeGivenMinor, currency))}</>}
        </>
      )}
    </Tile>
  );
};

const Kept = ({ figures, from, to }: Retention) => {
  const { grossPercent, netPercent, openingClients, lostClients } = figures;
  const days = grossPercent === null ? texts.noOpening : portfolioTexts.span(dayText(from), dayText(to));
  const { logoChurnPercent: lost, logoChurnLowPercent: low, logoChurnHighPercent: high } = figures;
  return (
    <>
      <Tile
        name={texts.gross}
        restsOn={onBooks}
        figure={<Link to="/retention">{percent(grossPercent)}</Link>}
      >
        {days}
      </Tile>
      <Tile name={texts.net} restsOn={onBooks} figure={<Link to="/retention">{percent(netPercent)}</Link>}>
        {days}
      </Tile>
      <Tile
        name={texts.lost}
        restsOn={onBooks}
        figure={
          <Link to="/retention" search={{ kind: "lost" }}>
            {percent(lost)}
          </Link>
        }
      >
        {lost !== null && low !== null && high !== null && (
          <>
            <IntervalBar low={low} high={high} value={lost} least={0} most={Math.max(30, high)} />
            {portfolioTexts.interval(percentText(low), percentText(high))};{" "}
          </>
        )}
        {texts.lostOf(lostClients, openingClients)}
      </Tile>
    </>
  );
};

const Contribution = ({ total, currency }: Answer<"GET /v1/quadrant">) => (
  <Tile
    name={texts.contribution}
    restsOn={onAll}
    figure={
      <Link to="/profitability" title={amount(total.contributionMinor, currency)}>
        {shortAmount(total.contributionMinor, currency)}
      </Link>
    }
  >
    {total.revenueMinor > 0 &&
      texts.ofRevenue(percentText((total.contributionMinor / total.revenueMinor) * 100))}
  </Tile>
);

const Largest = ({ concentration }: Answer<"GET /v1/whale-curve">) => (
  <Tile
    name={texts.concentration}
    restsOn={onAll}
    figure={concentration === null ? texts.none : share(concentration.largestThreeMicro)}
  >
    {concentration !== null && texts.concentrationOf(share(concentration.largestMicro))}
  </Tile>
);

const Waiting = ({ name }: { readonly name: string }) => (
  <Tile name={name} restsOn={[]} figure=" ">
    <Skeleton lines={3} />
  </Tile>
);

const kept = [texts.atRiskWaiting, texts.gross, texts.net, texts.lost];

/** The six figures that a leader asks for first. */
export const KeyFigures = ({
  retention,
  quadrant,
  whale,
}: {
  readonly retention: Read<Retention>;
  readonly quadrant: Read<Answer<"GET /v1/quadrant">>;
  readonly whale: Read<Answer<"GET /v1/whale-curve">>;
}) => {
  const broken = [retention, quadrant, whale].find((query) => query.isError && query.data === undefined);
  return (
    <section aria-label={texts.label}>
      <Tiles tall>
        {retention.data === undefined ? (
          retention.isPending && kept.map((name) => <Waiting key={name} name={name} />)
        ) : (
          <>
            <AtRisk {...retention.data} />
            <Kept {...retention.data} />
          </>
        )}
        {quadrant.data === undefined ? (
          quadrant.isPending && <Waiting name={texts.contribution} />
        ) : (
          <Contribution {...quadrant.data} />
        )}
        {whale.data === undefined ? (
          whale.isPending && <Waiting name={texts.concentration} />
        ) : (
          <Largest {...whale.data} />
        )}
      </Tiles>
      {broken !== undefined && <ErrorState error={broken.error} again={() => void broken.refetch()} />}
    </section>
  );
};
