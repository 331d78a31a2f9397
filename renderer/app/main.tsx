import '../styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { getBridge } from '../bridge/bridge';
import { createAppStore } from '../state/store';
import { browserClock, createTicker } from '../state/ticker';
import { App } from './App';

const root = document.getElementById('root');
if (!root) throw new Error('index.html lacks #root');

createRoot(root).render(
  <StrictMode>
    <App app={createAppStore(getBridge())} ticker={createTicker(browserClock())} />
  </StrictMode>,
);
