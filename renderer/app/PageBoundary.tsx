import { Component, type ReactNode } from 'react';
import { useTexts } from '../i18n/texts';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly message: string | null;
}

/** A page that throws takes only itself down. Give it a `key` that changes with the page. */
export class PageBoundary extends Component<Props, State> {
  override state: State = { message: null };

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return <PageFailed message={message} onRetry={() => this.setState({ message: null })} />;
  }
}

function PageFailed(props: { readonly message: string; readonly onRetry: () => void }) {
  const { app } = useTexts();
  return (
    <EmptyState
      tone="failed"
      icon="warning"
      title={app.pageFailed.title}
      action={<Button onClick={props.onRetry}>{app.pageFailed.retry}</Button>}
    >
      {app.pageFailed.body} {props.message}
    </EmptyState>
  );
}
