import { Button, Checkbox, Field, Input, Select, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { DeskApi } from '../api/client';
import type { IncidentPreview, IncidentRefused, IncidentSite, LocalizedText, NewIncident } from '../api/schema';
import { localized, money } from '../format';
import { useTexts } from '../language';
import { newKey } from '../state/newKey';
import { asIncident, conditionsOf, couponOf, emptyForm, problemOf } from './incidentForm';
import { Conditions } from './Conditions';

interface Props {
  api: DeskApi;
  sites: IncidentSite[];
  guard: (work: () => Promise<void>) => Promise<void>;
  /** @returns What the server has against it; undefined once it is announced. */
  onAnnounce: (incident: NewIncident) => Promise<IncidentRefused | undefined>;
  onClose: () => void;
}

const languages = ['zhHans', 'zhHant', 'en'] as const;

/** What happened, to whom, what they are told, what they are given. Whom it affects can be counted before anybody is told. */
export function AnnounceForm({ api, sites, guard, onAnnounce, onClose }: Props) {
  const t = useTexts();
  const [form, setForm] = useState(() => (sites[0] ? emptyForm(sites[0]) : undefined));
  const [preview, setPreview] = useState<IncidentPreview>();
  const [refused, setRefused] = useState<IncidentRefused>();
  const [isBusy, setBusy] = useState(false);
  // Of this form: two presses of its button are one incident.
  const [key] = useState(newKey);
  const site = sites.find((s) => s.id === form?.site);
  if (!form || !site) return null;
  const problem = problemOf(form, site);
  const set = (change: Partial<typeof form>) => {
    setForm({ ...form, ...change });
    setRefused(undefined);
    if ('area' in change || 'where' in change || 'site' in change) setPreview(undefined);
  };
  const inLanguages = (name: 'cause' | 'words', label: string, hint: string) => (
    <fieldset className="languages">
      <legend>{label}</legend>
      <p className="soft small">{hint}</p>
      {languages.map((language) => (
        <Field key={language} label={t.incidents.inLanguage[language]} required={name === 'cause'}>
          <Textarea
            resize="vertical"
            rows={2}
            maxLength={600}
            value={form[name][language]}
            onChange={(_, data) => set({ [name]: { ...form[name], [language]: data.value } satisfies LocalizedText })}
          />
        </Field>
      ))}
    </fieldset>
  );
  const count = () =>
    guard(async () => {
      const answer = await api.ask('POST /api/desk/incidents/preview', {
        body: { site: form.site, area: form.area.trim() || null, where: conditionsOf(form) },
      });
      setRefused(answer.status === 422 ? answer.body : undefined);
      setPreview(answer.status === 200 ? answer.body : undefined);
    });
  const announce = async () => {
    setBusy(true);
    setRefused(await onAnnounce(asIncident(form, site, key)));
    setBusy(false);
  };
  const coupon = couponOf(form, site);
  return (
    <form
      className="announce stack"
      aria-label={t.incidents.announce}
      onSubmit={(event) => {
        event.preventDefault();
        if (!problem && !isBusy) void announce();
      }}
    >
      <h2>{t.incidents.announce}</h2>
      {sites.length > 1 && (
        <Field label={t.incidents.site}>
          <Select
            value={form.site}
            onChange={(_, data) => {
              const other = sites.find((s) => s.id === data.value);
              if (other) set({ site: other.id, kind: other.kinds[0]?.id ?? '', where: [] });
            }}
          >
            {sites.map((s) => (
              <option key={s.id}>{s.id}</option>
            ))}
          </Select>
        </Field>
      )}
      <Field label={t.incidents.kind}>
        <Select value={form.kind} onChange={(_, data) => set({ kind: data.value })}>
          {site.kinds.map((kind) => (
            <option key={kind.id} value={kind.id}>
              {localized(kind.name, t)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t.incidents.area} hint={t.incidents.areaHint}>
        <Input value={form.area} maxLength={100} onChange={(_, data) => set({ area: data.value })} />
      </Field>
      <Conditions facts={site.facts} where={form.where} onChange={(where) => set({ where })} />
      <div className="row wrap">
        <Button onClick={() => void count()} disabled={!form.area.trim() && conditionsOf(form).length === 0}>
          {t.incidents.count}
        </Button>
        {preview && (
          <span role="status">
            {t.incidents.counted(preview.customers, preview.subjects, preview.withoutOwner, preview.isWhole)}
          </span>
        )}
      </div>
      {inLanguages('cause', t.incidents.cause, t.incidents.causeHint)}
      {inLanguages('words', t.incidents.words, t.incidents.wordsHint)}
      <div className="row wrap">
        <Field label={t.incidents.from} hint={t.incidents.fromHint}>
          <Input type="datetime-local" value={form.from} onChange={(_, data) => set({ from: data.value })} />
        </Field>
        <Field label={t.incidents.until} hint={t.incidents.untilHint}>
          <Input type="datetime-local" value={form.until} onChange={(_, data) => set({ until: data.value })} />
        </Field>
      </div>
      <Checkbox
        checked={form.tell}
        label={t.incidents.tell}
        onChange={(_, data) => set({ tell: data.checked === true })}
      />
      <Field
        label={t.incidents.coupon(site.authority.currency)}
        hint={
          preview && coupon
            ? t.incidents.couponCost(
                money({ ...coupon, minorUnits: coupon.minorUnits * preview.customers }, t),
                money(site.dayLeft, t),
              )
            : t.incidents.couponHint(money(site.authority, t))
        }
      >
        <Input inputMode="decimal" value={form.coupon} onChange={(_, data) => set({ coupon: data.value })} />
      </Field>
      {refused ? (
        <p role="alert" className="warn">
          {t.incidents.refused[refused.because](refused.about)}
        </p>
      ) : (
        problem && <p className="soft small">{t.incidents.missing[problem]}</p>
      )}
      <div className="row wrap">
        <Button appearance="primary" type="submit" disabled={problem !== undefined || isBusy}>
          {t.incidents.announce}
        </Button>
        <Button onClick={onClose}>{t.cancel}</Button>
      </div>
    </form>
  );
}
