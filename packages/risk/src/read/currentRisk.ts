/** A condition: rows of the edition of the risk book that holds. */
export const ofCurrentEdition =
  "edition = (SELECT max(e.edition) FROM economics_edition AS e WHERE e.book = 'risk')";

/** A condition on weeks: over by the end of the as-of day (parameter `asOf`; "" for all). */
export const overByAsOf = "({asOf:String} = '' OR week <= toDate32OrZero({asOf:String}) - 6)";
