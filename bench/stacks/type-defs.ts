/** The schema of the GraphQL peers: as much of Leadwire's as the events need. */
export const typeDefs = `
  type User { id: ID! name: String! }
  type Lead { id: ID! name: String email: String status: String! version: Int! owner: User updatedAt: String! }
  type LeadEvent { occurredAt: String! lead: Lead }
  input LeadEventFilter { leadId: ID }
  type Query { lead(id: ID!): Lead }
  type Subscription { leadUpdated(filter: LeadEventFilter): LeadEvent }
`;
