/** How far work is that a dialog waits for, in words and as a bar. */
import { Progress } from '@base-ui/react/progress';

interface StageProgressProps {
  words: string;
  /** Of `total`; `null` where it is not known. */
  done: number | null;
  total: number | null;
}

export function StageProgress({ words, done, total }: StageProgressProps) {
  return (
    <Progress.Root className="stage-progress" value={done} max={total ?? 1}>
      <Progress.Label>{words}</Progress.Label>
      <Progress.Track className="stage-track">
        <Progress.Indicator className="stage-done" />
      </Progress.Track>
    </Progress.Root>
  );
}
