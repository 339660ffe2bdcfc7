import type { StatusReport } from "../../status/status-report.ts";
export function statusCalendar(report: StatusReport): string {
  return report.today;
}
