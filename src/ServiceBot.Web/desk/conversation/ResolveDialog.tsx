import { Field, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { CaseRoot, CaseView } from '../api/schema';
import { DeskDialog } from '../DeskDialog';
import { localized, word } from '../format';
import { useTexts } from '../language';

interface Props {
  cases: CaseView[];
  onResolve: (note: string, roots: CaseRoot[]) => void;
  onClose: () => void;
}

const causes = ['product', 'service', 'price', 'communication', 'process', 'expectation'];

/** The root before the fix: a case whose cause nobody knows is not closed before its root is named. */
export function ResolveDialog({ cases, onResolve, onClose }: Props) {
  const t = useTexts();
  const open = cases.filter((c) => !c.isClosed);
  const [note, setNote] = useState('');
  const [picked, setPicked] = useState<Record<string, string>>({});
  const roots = open.flatMap((c) => {
    const root = picked[c.id] ?? (c.isRootKnown ? c.root : undefined);
    return root ? [{ case: c.id, root }] : [];
  });
  return (
    <DeskDialog
      title={t.conversation.resolveTitle}
      act={{
        label: t.conversation.resolve,
        isDisabled: roots.length < open.length,
        onAct: () =>
          onResolve(
            note.trim(),
            roots.filter((r) => picked[r.case]),
          ),
      }}
      onClose={onClose}
    >
      <p>{t.conversation.resolveLead}</p>
      {open.map((c) => (
        <Field
          key={c.id}
          label={t.conversation.resolveRoot([localized(c.kind, t), c.subject].filter(Boolean).join(' '))}
          hint={c.isRootKnown ? null : t.conversation.resolveRootHint}
        >
          <RadioGroup
            value={roots.find((r) => r.case === c.id)?.root ?? ''}
            onChange={(_, data) => setPicked({ ...picked, [c.id]: data.value })}
          >
            {causes.map((root) => (
              <Radio key={root} value={root} label={word(t.case.root, root)} />
            ))}
          </RadioGroup>
        </Field>
      ))}
      <Field label={t.conversation.optionalNote}>
        <Textarea value={note} maxLength={4000} onChange={(_, data) => setNote(data.value)} />
      </Field>
    </DeskDialog>
  );
}
