/** Parts of the pane that are seldom used: loaded when first shown, so that the pane itself opens fast. */
import { useEffect, useState, type ComponentType } from 'react';
import { Button, MessageBar, MessageBarActions, MessageBarBody, Spinner } from '@fluentui/react-components';

/**
 * A component whose code is loaded when it is first shown. `place` is shown meanwhile (a spinner where nothing is given);
 * where loading fails, a sentence and a way to try again take its place.
 */
export function lazily<P extends object>(
  load: () => Promise<ComponentType<P>>,
  place: 'spinner' | 'nothing' = 'spinner',
): ComponentType<P> {
  // Shared by every use: a part that was loaded once is shown at once.
  let Loaded: ComponentType<P> | null = null;
  return function Lazy(props: P) {
    const [, setLoaded] = useState(Loaded !== null);
    const [attempt, setAttempt] = useState(0);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (Loaded !== null) return undefined;
      let isHere = true;
      load().then(
        (component) => {
          Loaded = component;
          if (isHere) setLoaded(true);
        },
        () => isHere && setFailed(true),
      );
      return () => {
        isHere = false;
      };
    }, [attempt]);
    if (Loaded !== null) return <Loaded {...props} />;
    if (failed) {
      const again = () => {
        setFailed(false);
        setAttempt(attempt + 1);
      };
      return (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            この部分を読みこめませんでした。ネットワークを確かめて、もう一度お試しください。
          </MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={again}>
              もう一度読みこむ
            </Button>
          </MessageBarActions>
        </MessageBar>
      );
    }
    return place === 'spinner' ? <Spinner size="tiny" label="読みこんでいます" /> : null;
  };
}
