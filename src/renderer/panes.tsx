/** The three panes side by side: how wide each is, and which are shown. */
import {
  type CSSProperties,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Group, Panel, type PanelImperativeHandle, Separator } from 'react-resizable-panels';

export type Pane = 'sidebar' | 'paper';

export interface Panes {
  isShown(pane: Pane): boolean;
  toggle(pane: Pane): void;
  /** Gives the focus to an element of a pane, which is shown where it is hidden. @param elementId its `id` */
  focusIn(pane: Pane, elementId: string): void;
  show(pane: Pane): void;
  panels: Record<Pane, RefObject<PanelImperativeHandle | null>>;
  onResized(): void;
}

export function usePanes(): Panes {
  const sidebar = useRef<PanelImperativeHandle>(null);
  const paper = useRef<PanelImperativeHandle>(null);
  const panels = useMemo(() => ({ sidebar, paper }), []);
  const [hidden, setHidden] = useState<Record<Pane, boolean>>({ sidebar: false, paper: false });
  /** What gets the focus once the pane that it is in is shown. */
  const toFocus = useRef<{ pane: Pane; elementId: string } | null>(null);

  const onResized = useCallback(() => {
    const now = { sidebar: isCollapsed(panels.sidebar), paper: isCollapsed(panels.paper) };
    setHidden((before) => (before.sidebar === now.sidebar && before.paper === now.paper ? before : now));
  }, [panels]);
  useEffect(onResized, [onResized]);

  useEffect(() => {
    if (toFocus.current === null || hidden[toFocus.current.pane]) return;
    document.getElementById(toFocus.current.elementId)?.focus();
    toFocus.current = null;
  }, [hidden]);

  return useMemo(() => {
    const show = (pane: Pane) => panels[pane].current?.expand();
    return {
      panels,
      onResized,
      isShown: (pane) => !hidden[pane],
      toggle: (pane) => (isCollapsed(panels[pane]) ? show(pane) : panels[pane].current?.collapse()),
      show,
      focusIn: (pane, elementId) => {
        if (!hidden[pane]) document.getElementById(elementId)?.focus();
        else toFocus.current = { pane, elementId };
        show(pane);
      },
    };
  }, [hidden, panels, onResized]);
}

function isCollapsed(panel: RefObject<PanelImperativeHandle | null>): boolean {
  return panel.current?.isCollapsed() ?? false;
}

/** A pane without any width is still there for the Tab key and for screen readers, unless it is hidden. */
function shownStyle(panes: Panes, pane: Pane): CSSProperties {
  return { visibility: panes.isShown(pane) ? 'visible' : 'hidden' };
}

interface PaneLayoutProps {
  panes: Panes;
  /** Percent of the window, by pane; `null` for how they are at first. */
  layout: Record<string, number> | null;
  onLayout(layout: Record<string, number>): void;
  sidebar: ReactNode;
  papers: ReactNode;
  paper: ReactNode;
  /** Whether the pane is about to show another paper: what is clicked or typed there now would be about this one. */
  isPaperBehind: boolean;
}

export function PaneLayout({ panes, layout, onLayout, sidebar, papers, paper, isPaperBehind }: PaneLayoutProps) {
  return (
    <Group
      className="panes"
      orientation="horizontal"
      {...(layout && { defaultLayout: layout })}
      onLayoutChanged={(next, { requestedLayout = next }) => {
        panes.onResized();
        // A window that is too narrow for it for a while leaves it as it was.
        onLayout(requestedLayout);
      }}
    >
      <Panel
        id="sidebar"
        panelRef={panes.panels.sidebar}
        style={shownStyle(panes, 'sidebar')}
        defaultSize={190}
        minSize={168}
        maxSize="28%"
        collapsible
        groupResizeBehavior="preserve-pixel-size"
      >
        {sidebar}
      </Panel>
      <Separator className="pane-edge" aria-label="Resize the sidebar" />
      <Panel id="papers" minSize={300} className="papers-pane">
        {papers}
      </Panel>
      <Separator className="pane-edge" aria-label="Resize the paper pane" />
      <Panel
        id="paper"
        panelRef={panes.panels.paper}
        inert={isPaperBehind}
        style={shownStyle(panes, 'paper')}
        defaultSize="26%"
        minSize={280}
        maxSize="60%"
        collapsible
      >
        {paper}
      </Panel>
    </Group>
  );
}
