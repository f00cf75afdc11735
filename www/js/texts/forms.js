/** The texts of the forms, the playground and the settings. */

export const forms = {};

export const playground = { title: 'Playground' };

export const settings = { title: 'Settings' };
