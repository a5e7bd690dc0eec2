import { z } from "zod";

const Time = z.object({
  date: z.string().nullish(),
  dateTime: z.string().nullish(),
  timeZone: z.string().nullish(),
});
export type GoogleTime = z.infer<typeof Time>;

const Person = z.object({ email: z.string().nullish() });

/**
 * An event of the Google Calendar API, version 3, as far as it is read
 * (https://developers.google.com/calendar/api/v3/reference/events). A deleted one may have little but its id.
 */
export const GoogleEvent = z.object({
  kind: z.string().nullish(),
  id: z.string().min(1).nullish(),
  iCalUID: z.string().min(1).nullish(),
  status: z.string().nullish(),
  eventType: z.string().nullish(),
  summary: z.string().nullish(),
  updated: z.string().nullish(),
  sequence: z.number().nullish(),
  transparency: z.string().nullish(),
  start: Time.nullish(),
  end: Time.nullish(),
  endTimeUnspecified: z.boolean().nullish(),
  recurrence: z.array(z.string()).nullish(),
  recurringEventId: z.string().min(1).nullish(),
  originalStartTime: Time.nullish(),
  organizer: Person.nullish(),
  attendees: z
    .array(
      Person.extend({
        responseStatus: z.string().nullish(),
        optional: z.boolean().nullish(),
        organizer: z.boolean().nullish(),
        resource: z.boolean().nullish(),
      }),
    )
    .nullish(),
});
export type GoogleEvent = z.infer<typeof GoogleEvent>;

/** What stands around a list of events. */
export const GooglePage = z.object({ kind: z.string().nullish(), timeZone: z.string().nullish() });
