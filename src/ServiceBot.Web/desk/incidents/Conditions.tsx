import { Button, Input, Select } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { useTexts } from '../language';
import { comparisons, type Condition } from './incidentForm';

interface Props {
  facts: string[];
  where: readonly Condition[];
  onChange: (where: readonly Condition[]) => void;
}

/** Conditions on the orders it affects; all of them have to hold. */
export function Conditions({ facts, where, onChange }: Props) {
  const t = useTexts();
  const put = (at: number, change: Partial<Condition>) =>
    onChange(where.map((condition, i) => (i === at ? { ...condition, ...change } : condition)));
  return (
    <fieldset className="conditions">
      <legend>{t.incidents.where}</legend>
      <p className="soft small">{t.incidents.whereHint}</p>
      {where.map((condition, i) => (
        // Conditions have no name of their own; they are only added at the end and taken out.
        <div key={i} className="row wrap">
          <Select
            aria-label={t.incidents.fact}
            value={condition.fact}
            onChange={(_, data) => put(i, { fact: data.value })}
          >
            {facts.map((fact) => (
              <option key={fact} value={fact}>
                {t.case.fact[fact] ?? fact}
              </option>
            ))}
          </Select>
          <Select
            aria-label={t.incidents.comparison}
            value={condition.comparison}
            onChange={(_, data) => put(i, { comparison: data.value })}
          >
            {comparisons.map((comparison) => (
              <option key={comparison}>{comparison}</option>
            ))}
          </Select>
          <Input
            className="grow"
            aria-label={t.incidents.value}
            value={condition.value}
            maxLength={200}
            onChange={(_, data) => put(i, { value: data.value })}
          />
          <Button
            appearance="subtle"
            icon={<DeleteRegular />}
            aria-label={t.incidents.removeCondition}
            onClick={() => onChange(where.filter((_, at) => at !== i))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<AddRegular />}
        onClick={() => onChange([...where, { fact: facts[0] ?? '', comparison: '=', value: '' }])}
      >
        {t.incidents.addCondition}
      </Button>
    </fieldset>
  );
}
