import { Component } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';

@Component({ selector: 'app-panel', template: '<p>{{ text }}</p>' })
class Panel {
  text = 'A panel.';
}

/** Resolves to what the program in a running application resolves to. */
export async function inPanel(program: () => Promise<string>): Promise<string> {
  await bootstrapApplication(Panel);
  return program();
}
