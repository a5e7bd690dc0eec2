/** The page at `/workbench`. */
export const WorkbenchPage = () => <h1>Workbench</h1>;
