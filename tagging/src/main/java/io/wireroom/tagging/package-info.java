/**
 * What an article is about and who is in it: one small interface a task, from an article's words to tags, pure. Engines
 * stand behind them and name themselves in every tag.
 */
@NullMarked
package io.wireroom.tagging;

import org.jspecify.annotations.NullMarked;
