import { describe, expect, it } from 'vitest';
import type { Alert, Labels } from './alerts';
import { withOperator } from './matchers';
import { validateDraft } from './silence-check';
import {
  blankForm,
  DEFAULT_DURATION,
  draftFromAlert,
  draftOf,
  formFromAlert,
  formFromSilence,
  leftOutLabels,
  lengthOf,
} from './silence-draft';
import {
  reduceSilence,
  type SilenceAction,
  type SilenceEditing,
  startEditing,
} from './silence-form';
import { overlaps, preview } from './silence-preview';
import type { Silence, SilenceDraft } from './silences';

const NOW = Date.UTC(2026, 10, 22, 16);
const HOUR = 3_600_000;

function alert(labels: Labels, patch: Partial<Alert> = {}): Alert {
  return {
    id: JSON.stringify(labels),
    name: labels['alertname'] ?? '',
    severity: 'warning',
    state: 'firing',
    labels,
    annotations: {},
    startsAt: NOW,
    receivers: [],
    silencedBy: [],
    inhibitedBy: [],
    mutedBy: [],
    peers: [],
    stale: false,
    ...patch,
  };
}

function draft(patch: Partial<SilenceDraft> = {}): SilenceDraft {
  return {
    matchers: [withOperator({ name: 'alertname', value: 'HighTTFT' }, '=')],
    startsAt: null,
    endsAt: NOW + HOUR,
    createdBy: 'on-call',
    comment: 'driver update',
    ...patch,
  };
}

describe('draftFromAlert', () => {
  it('leaves volatile labels out and keeps what names the thing', () => {
    const labels = {
      alertname: 'HighTTFT',
      severity: 'warning',
      service: 'transformers',
      job: 'llm',
      instance: 'gpu-a-0:8000',
      cluster: 'gpu-a',
      empty: '',
      pod: 'llm-7d9f-x2x',
      container_id: 'deadbeef',
      'endpoint-slice': 'llm-abc',
      prometheus_replica: 'b',
    };
    const made = draftFromAlert(alert(labels), NOW, 'on-call');
    expect(made.matchers.map((matcher) => matcher.name)).toEqual([
      'alertname',
      'cluster',
      'instance',
      'job',
      'service',
      'severity',
    ]);
    expect(made).toMatchObject({ startsAt: null, createdBy: 'on-call', comment: '' });
    expect(made.endsAt).toBe(NOW + DEFAULT_DURATION);
    expect(leftOutLabels(labels)).toEqual([
      'container_id',
      'endpoint-slice',
      'pod',
      'prometheus_replica',
    ]);
  });

  it('keeps volatile labels where there is nothing else', () => {
    expect(draftFromAlert(alert({ pod: 'x' }), NOW, '').matchers).toHaveLength(1);
  });

  it('mutes the alert it was made from', () => {
    const one = alert({ alertname: 'A', instance: 'x', pod: 'p' });
    expect(preview(draftFromAlert(one, NOW, ''), [one])).toMatchObject({ muted: [one] });
  });
});

describe('validateDraft', () => {
  const matcher = (name: string, operator: '=' | '!=' | '=~' | '!~', value: string) =>
    withOperator({ name, value }, operator);

  it('finds nothing wrong with a good one', () => {
    expect(validateDraft(draft(), NOW)).toEqual([]);
    expect(validateDraft(draft({ startsAt: NOW - HOUR }), NOW)).toEqual([]);
  });

  it.each([
    ['no matcher', { matchers: [] }, { field: 'matchers', reason: 'none' }],
    [
      'only matchers that match empty',
      { matchers: [matcher('a', '=~', '.*'), matcher('b', '!=', 'x')] },
      { field: 'matchers', reason: 'all-match-empty' },
    ],
    [
      'no name',
      { matchers: [matcher('a', '=', 'x'), matcher('', '=', 'x')] },
      { field: 'matcher', index: 1, reason: 'no-name' },
    ],
    [
      'a bad name',
      { matchers: [matcher('a\u0000', '=', 'x')] },
      { field: 'matcher', index: 0, reason: 'bad-name' },
    ],
    [
      'a bad expression',
      { matchers: [matcher('a', '!~', 'x(?=y)')] },
      {
        field: 'matcher',
        index: 0,
        reason: 'bad-regex',
        detail: 'invalid or unsupported Perl syntax: `(?=`',
      },
    ],
    ['an end in the past', { endsAt: NOW }, { field: 'endsAt', reason: 'in-past' }],
    [
      'an end before the start',
      { startsAt: NOW + 2 * HOUR, endsAt: NOW + HOUR },
      { field: 'endsAt', reason: 'before-start' },
    ],
    ['no time', { endsAt: Number.NaN }, { field: 'endsAt', reason: 'not-a-time' }],
    ['an absurd time', { endsAt: 8.64e15 }, { field: 'endsAt', reason: 'not-a-time' }],
    ['no author', { createdBy: ' ' }, { field: 'createdBy', reason: 'empty' }],
    ['no comment', { comment: '\n' }, { field: 'comment', reason: 'empty' }],
    ['a long comment', { comment: 'x'.repeat(5000) }, { field: 'comment', reason: 'too-long' }],
  ] as const)('finds %s', (_, patch, problem) => {
    expect(validateDraft(draft(patch), NOW)).toEqual([problem]);
  });

  it('finds everything at once, in the order of the form', () => {
    const bad = draft({ matchers: [], endsAt: 0, createdBy: '', comment: '' });
    expect(validateDraft(bad, NOW).map((problem) => problem.field)).toEqual([
      'matchers',
      'endsAt',
      'createdBy',
      'comment',
    ]);
  });
});

describe('reduceSilence', () => {
  const begin = () => startEditing(formFromAlert(alert({ alertname: 'A', instance: 'x' }), 'me'));
  const run = (state: SilenceEditing, ...actions: SilenceAction[]) =>
    actions.reduce(reduceSilence, state);
  const submit = (state: SilenceEditing): SilenceAction => ({
    type: 'submit',
    draft: draftOf(state.form, NOW),
    problems: [],
  });

  it('edits rows by their key', () => {
    const state = run(
      begin(),
      { type: 'add-matcher' },
      { type: 'edit-matcher', key: 2, name: 'job', value: 'llm.*', operator: '=~' },
      { type: 'remove-matcher', key: 0 },
      { type: 'edit-matcher', key: 1, value: 'y' },
      { type: 'add-matcher' },
    );
    expect(state.form.rows).toEqual([
      { key: 1, name: 'instance', operator: '=', value: 'y' },
      { key: 2, name: 'job', operator: '=~', value: 'llm.*' },
      { key: 3, name: '', operator: '=', value: '' },
    ]);
  });

  it('keeps a length relative and an end fixed', () => {
    const later = NOW + HOUR;
    const relative = run(begin(), { type: 'duration', ms: HOUR }, { type: 'start', at: later });
    expect(draftOf(relative.form, NOW).endsAt).toBe(later + HOUR);
    const fixed = run(begin(), { type: 'end', at: later }, { type: 'start', at: NOW });
    expect(draftOf(fixed.form, NOW).endsAt).toBe(later);
    expect(lengthOf(fixed.form, NOW)).toBe(HOUR);
    expect(draftOf(begin().form, NOW + 5).endsAt).toBe(NOW + 5 + DEFAULT_DURATION);
  });

  it('submits once, and takes no edit meanwhile', () => {
    const state = begin();
    const sending = run(state, submit(state));
    expect(sending.stage).toBe('submitting');
    expect(run(sending, submit(sending))).toBe(sending);
    expect(run(sending, { type: 'comment', text: 'late' })).toBe(sending);
  });

  it('does not submit with problems, and shows them all from then on', () => {
    const state = run(begin(), {
      type: 'submit',
      draft: draft(),
      problems: [{ field: 'comment', reason: 'empty' }],
    });
    expect(state).toMatchObject({ stage: 'editing', attempted: true });
    expect(run(state, { type: 'comment', text: 'x' })).toMatchObject({ attempted: true });
  });

  it('keeps the form and the words of a refusal until the next edit', () => {
    const state = begin();
    const refusal = { kind: 'refused', source: 'alertmanager:0', message: 'no' } as const;
    const failed = run(state, submit(state), { type: 'answer', outcome: refusal });
    expect(failed).toEqual({ stage: 'failed', form: state.form, failure: refusal });
    expect(run(failed, { type: 'author', text: 'you' })).toMatchObject({ stage: 'editing' });
    expect(run(failed, submit(failed)).stage).toBe('submitting');
  });

  it('is done for good, and ignores answers nobody waits for', () => {
    const state = begin();
    const outcome = { kind: 'done', id: 's1', source: 'alertmanager:0' } as const;
    const done = run(state, submit(state), { type: 'answer', outcome });
    expect(done).toMatchObject({ stage: 'done', id: 's1' });
    expect(run(done, submit(done))).toBe(done);
    expect(run(state, { type: 'answer', outcome })).toBe(state);
    expect(run(state, { type: 'declined', message: 'x' })).toBe(state);
  });

  it('starts blank, or again from an old silence', () => {
    expect(blankForm('me').rows).toHaveLength(1);
    const old = silence({ endsAt: NOW - HOUR, startsAt: NOW - 3 * HOUR, state: 'expired' });
    const again = draftOf(formFromSilence(old, 'me'), NOW);
    expect(again).toEqual({
      matchers: old.matchers,
      startsAt: null,
      endsAt: NOW + 2 * HOUR,
      createdBy: 'me',
      comment: old.comment,
    });
  });
});

function silence(patch: Partial<Silence> = {}): Silence {
  return {
    id: 's1',
    state: 'active',
    matchers: draft().matchers,
    startsAt: NOW - HOUR,
    endsAt: NOW + HOUR,
    updatedAt: NOW - HOUR,
    createdBy: 'night-shift',
    comment: 'maintenance',
    peers: ['alertmanager:0'],
    ...patch,
  };
}

describe('preview', () => {
  const alerts = [
    alert({ alertname: 'HighTTFT', instance: 'b' }, { state: 'pending' }),
    alert({ alertname: 'HighTTFT', instance: 'a' }, { severity: 'critical' }),
    alert({ alertname: 'Other' }),
    alert({ alertname: 'HighTTFT', instance: 'c' }, { state: 'suppressed' }),
  ];

  it('lists what it mutes, worst first, of all states', () => {
    const found = preview(draft(), alerts);
    expect(found).toMatchObject({ checked: 4, unchecked: 0 });
    const instances = found === 'refused' ? [] : found.muted.map((item) => item.labels['instance']);
    expect(instances).toEqual(['a', 'b', 'c']);
  });

  it('claims nothing for no matchers or a wrong expression', () => {
    expect(preview({ matchers: [] }, alerts)).toBe('refused');
    const wrong = [withOperator({ name: 'a', value: '(' }, '=~')];
    expect(preview({ matchers: wrong }, alerts)).toBe('refused');
  });
});

describe('overlaps', () => {
  const muted = [alert({ alertname: 'HighTTFT', instance: 'a' }), alert({ alertname: 'HighTTFT' })];
  const half = silence({
    id: 'half',
    matchers: [withOperator({ name: 'instance', value: 'a' }, '=')],
  });

  it('finds those that cover some of it, the most first', () => {
    const found = overlaps(
      draft(),
      [half, silence(), silence({ id: 'o', matchers: [] })],
      muted,
      NOW,
    );
    expect(found.map((item) => [item.silence.id, item.covers, item.same])).toEqual([
      ['s1', 2, true],
      ['half', 1, false],
    ]);
  });

  it('leaves out expired ones and other times', () => {
    const others = [
      silence({ state: 'expired' }),
      silence({ state: 'pending', startsAt: NOW + 2 * HOUR, endsAt: NOW + 3 * HOUR }),
    ];
    expect(overlaps(draft(), others, muted, NOW)).toEqual([]);
  });

  it('names the same matchers also where nothing is muted now', () => {
    expect(overlaps(draft(), [silence(), half], [], NOW)).toMatchObject([
      { covers: 0, same: true },
    ]);
  });
});
