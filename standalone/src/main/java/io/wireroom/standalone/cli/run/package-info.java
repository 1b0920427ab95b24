/** Commands that run the whole flow or one stage: {@code demo}, {@code up}, the stages. */
@NullMarked
package io.wireroom.standalone.cli.run;

import org.jspecify.annotations.NullMarked;
