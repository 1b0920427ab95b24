/**
 * Tags an article with its entities, topics, key phrases, quotes and credited outlets: one small interface for each
 * task. Every tag names the engine that found it. Pure.
 */
@NullMarked
package io.wireroom.tagging;

import org.jspecify.annotations.NullMarked;
