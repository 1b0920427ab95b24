/**
 * Who and what an article names: the names that stand in its sentences, put together over the whole article and with the
 * gazetteer into people, organisations and places. Pure.
 */
@NullMarked
package io.wireroom.tagging.entities;

import org.jspecify.annotations.NullMarked;
