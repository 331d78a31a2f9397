import type { Profile } from '../profile';

/** How a service that Prometheus scrapes is missed: by its series altogether, or one target by `up`. */
export function scrapedLoss(series: string, job: string): Profile['lost'] {
  return {
    all: `absent_over_time(${series}{job="${job}"}[5m])`,
    one: `up{job="${job}"} == 0\nand on (job) up{job="${job}"} == 1`,
    why: [
      'Scraped, so Prometheus says itself which target does not answer. A target that service discovery drops is not missed:',
      'only the loss of all is. Where no other target of the job answers, all is lost, and the critical rule says so.',
    ],
  };
}
