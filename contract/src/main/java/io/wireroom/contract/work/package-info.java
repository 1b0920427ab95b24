/** The protocol between our own parts: requests, answers, links and raw pages. Not an API: it changes with any version. */
@NullMarked
package io.wireroom.contract.work;

import org.jspecify.annotations.NullMarked;
