import type { WhatIfAnswer } from "@rapport/contracts/http/decisions/WhatIf";
import { useNavigate } from "@tanstack/react-router";
import { hoursText, percentText } from "../../../format/figures.ts";
import { digitsOf } from "../../../format/money.ts";
import { whatIfTexts } from "../../../texts/en/workbenchWhatIf.ts";
import { Choose } from "../parts/Choose.tsx";
import page from "../parts/Page.module.css";
import { Slider } from "./Slider.tsx";
import styles from "./WhatIf.module.css";
import { percentAsked, priceRange, type WhatIfSearch } from "./whatIfSearch.ts";

const texts = whatIfTexts;

interface QuestionOf {
  readonly search: WhatIfSearch;
  /** What is known of the client, whatever is asked. */
  readonly known: WhatIfAnswer;
  readonly ask: (changed: Partial<Record<keyof WhatIfSearch, string | number | undefined>>) => void;
}

/** Changes what is asked; what belongs to another price is forgotten. The address changes in its place. */
export const useAsk = (): QuestionOf["ask"] => {
  const navigate = useNavigate({ from: "/workbench/$client" });
  return (changed) =>
    void navigate({
      search: (before) => ({ ...before, ...changed }) as typeof before,
      replace: true,
      resetScroll: false,
    });
};

const Price = ({ search, known, ask }: QuestionOf) => {
  const { revenueMinor } = known.before;
  const range = priceRange(revenueMinor, known.targetPriceMinor);
  const digits = known.currency === null ? 2 : digitsOf(known.currency);
  return (
    <>
      <Slider
        label={texts.percent}
        unit={texts.percentUnit}
        {...range}
        floor={-100}
        value={percentAsked(search, known, digits)}
        onSlide={(percent) => ask({ ask: "price", percent, revenue: undefined })}
      />
      <p className={styles.marks}>
        <button
          type="button"
          onClick={() =>
            ask({ ask: "price", percent: undefined, revenue: known.breakEvenMinor / 10 ** digits })
          }
        >
          {texts.toBreakEven}
        </button>
        <button type="button" onClick={() => ask({ ask: "price", percent: undefined, revenue: undefined })}>
          {texts.toTarget(percentText(known.marginTargetPercent))}
        </button>
      </p>
    </>
  );
};

const Cap = ({ search, known, ask }: QuestionOf) => {
  const hours = known.monthSeconds / 3600;
  return (
    <>
      <Slider
        label={texts.hours}
        unit={texts.hoursUnit}
        min={0}
        max={Math.max(1, Math.ceil(hours * 1.25))}
        value={search.hours ?? Math.round(hours * 0.75)}
        onSlide={(value) => ask({ ask: "cap", hours: value })}
      />
      <p className={page.muted}>{texts.hoursNow(hoursText(known.monthSeconds))}</p>
    </>
  );
};

const OneOf = ({
  label,
  none,
  value,
  choices,
  onChoose,
}: {
  readonly label: string;
  readonly none: string;
  readonly value: string | undefined;
  readonly choices: ReadonlyArray<string>;
  readonly onChoose: (value: string) => void;
}) =>
  choices.length === 0 ? (
    <p className={page.muted}>{none}</p>
  ) : (
    <div className={page.filters}>
      <Choose
        label={label}
        value={value ?? ""}
        options={[
          ...(value === undefined ? [{ value: "", text: texts.choose }] : []),
          ...choices.map((one) => ({ value: one, text: one })),
        ]}
        onChoose={onChoose}
      />
    </div>
  );

/** What is to be changed of what was asked for. */
export const Question = (props: QuestionOf) => {
  const { search, known, ask } = props;
  switch (search.ask ?? "price") {
    case "price":
      return <Price {...props} />;
    case "cap":
      return <Cap {...props} />;
    case "tier":
      return (
        <OneOf
          label={texts.tier}
          none={texts.noTiers}
          value={search.tier}
          choices={known.choices.tiers}
          onChoose={(tier) => ask({ ask: "tier", tier })}
        />
      );
    case "hand_over":
      return (
        <OneOf
          label={texts.band}
          none={texts.noBands}
          value={search.band}
          choices={known.choices.bands}
          onChoose={(band) => ask({ ask: "hand_over", band })}
        />
      );
    case "drop":
      return <p className={page.muted}>{texts.dropText}</p>;
  }
};
