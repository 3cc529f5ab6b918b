import type { Module } from '../../kernel/module.ts';
import { applications } from './applications/manifest.ts';
import { appraisal } from './appraisal/manifest.ts';
import { calls } from './calls/manifest.ts';
import { followup } from './followup/manifest.ts';
import { joinParts } from './manifest.ts';
import { money } from './money/manifest.ts';
import { monitoring } from './monitoring/manifest.ts';
import { photos } from './photos/manifest.ts';
import { portfolio } from './portfolio/manifest.ts';
import { publicProjects } from './public/manifest.ts';
import { projects } from './projects/manifest.ts';
import { waiting } from './waiting/manifest.ts';
import { settings } from './settings/manifest.ts';

/** The cooperation fund: from a call to the last euro justified. */
export const fund = {
  name: 'fund',
  ...joinParts([
    waiting,
    calls,
    applications,
    appraisal,
    projects,
    money,
    monitoring,
    followup,
    photos,
    portfolio,
    publicProjects,
    settings,
  ]),
} satisfies Module;
