/** Parts of the documentation that are generated from code: tables of metrics and settings, diagrams of topologies. Pure. */
@NullMarked
package io.wireroom.testkit.docs;

import org.jspecify.annotations.NullMarked;
