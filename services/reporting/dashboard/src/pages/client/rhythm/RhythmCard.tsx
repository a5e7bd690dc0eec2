import type { ClientDays } from "@rapport/contracts/http/client/Days";
import { dayText } from "../../../format/days.ts";
import { countText, hoursText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { clientContactTexts } from "../../../texts/en/clientContact.ts";
import { kitTexts } from "../../../texts/en/kit.ts";
import page from "../ClientPage.module.css";
import { monthText } from "../money/monthSpan.ts";
import { Calendar } from "./Calendar.tsx";
import { useYearOfDays } from "./useYearOfDays.ts";
import { contactsOn, monthsOfContacts } from "./yearDays.ts";

const texts = clientContactTexts.rhythm;

const Months = ({ answer }: { readonly answer: ClientDays }) => (
  <PlainTable
    label={texts.title}
    heads={[texts.month, texts.theirs, texts.ours, texts.tickets, texts.meetings, texts.effort]}
    rows={monthsOfContacts(answer.days).map((month) => ({
      key: month.month,
      cells: [
        monthText(month.month),
        countText(month.theirs),
        countText(month.ours),
        countText(month.tickets),
        countText(month.meetings),
        hoursText(month.effortSeconds),
      ],
    }))}
  />
);

const Year = ({ answer }: { readonly answer: ClientDays }) => {
  const days = answer.days.filter((day) => contactsOn(day) > 0);
  if (days.length === 0)
    return (
      <EmptyState title={texts.empty.title}>
        <p>{texts.empty.detail}</p>
      </EmptyState>
    );
  return (
    <>
      <p className={page.muted}>
        {texts.note(days.length)} {answer.firstDay !== null && texts.first(dayText(answer.firstDay))}
      </p>
      <Calendar days={days} to={answer.to} />
      <details className={page.muted}>
        <summary>{kitTexts.chart.asTable}</summary>
        <Months answer={answer} />
      </details>
    </>
  );
};

/** A year of days, whatever span the page's figures are of: who is in rhythm shows here first. */
export const RhythmCard = ({ id }: { readonly id: string }) => {
  const query = useYearOfDays(id);
  return (
    <Card title={texts.title} restsOn={["mail", "tickets", "meetings"]}>
      <Loaded query={query} lines={6}>
        {(answer) => <Year answer={answer} />}
      </Loaded>
    </Card>
  );
};
