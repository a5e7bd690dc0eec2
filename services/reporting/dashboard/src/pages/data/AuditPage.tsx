/** The page at `/data/audit`. */
export const AuditPage = () => <h1>Audit</h1>;
